/// One value of a summary: a tag and what was logged under it.
public struct SummaryValue: Hashable, Sendable {
    /// The forms a value comes in. ``LoggedValue`` says what they mean.
    public enum Payload: Hashable, Sendable {
        /// A scalar in the form old and most present writers use.
        case simple(Float)
        /// A tensor; newer writers put everything into one.
        case tensor(Tensor)
        /// An image in its own field.
        case image(OldImage)
        /// A histogram in its own field.
        case histogram(OldHistogram)
        /// A sound in its own field.
        case audio(OldAudio)
        /// A form that is not known, or nothing: some values are all metadata.
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
        case .image, .histogram, .audio, .other: nil
        }
    }
}
