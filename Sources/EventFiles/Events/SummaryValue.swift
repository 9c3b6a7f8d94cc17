/// One value of a summary: a tag and what was logged under it.
public struct SummaryValue: Hashable, Sendable {
    /// The forms a value comes in.
    public enum Payload: Hashable, Sendable {
        /// A scalar in the form old and most present writers use.
        case simple(Float)
        /// A tensor; scalars of newer writers come as one of a single element.
        case tensor(Tensor)
        /// A form that is not read, such as an image in its own field, or nothing.
        case other
    }

    /// What is drawn under, for example `train/loss`.
    public var tag: String
    /// The value.
    public var payload: Payload
    /// How to show the tag. Writers need to give it only on a tag's first value.
    public var metadata: SummaryMetadata?

    /// A value.
    public init(tag: String, payload: Payload, metadata: SummaryMetadata? = nil) {
        self.tag = tag
        self.payload = payload
        self.metadata = metadata
    }

    /// The number, whichever form it came in; `nil` when the value is not one number.
    public var scalar: Double? {
        switch payload {
        case .simple(let value): Double(value)
        case .tensor(let tensor): tensor.scalar
        case .other: nil
        }
    }
}
