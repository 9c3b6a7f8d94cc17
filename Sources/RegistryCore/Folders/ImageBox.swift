/// A part of an image that something was found in, by two corners in pixels from the top left.
public struct ImageBox: Hashable, Sendable {
    /// The left edge.
    public var xStart: Double
    /// The upper edge.
    public var yStart: Double
    /// The right edge.
    public var xEnd: Double
    /// The lower edge.
    public var yEnd: Double
    /// What was found.
    public var className: String?
    /// How sure that is, 0 to 1.
    public var probability: Double?

    /// A box. Default: of no class, with no probability.
    public init(
        xStart: Double, yStart: Double, xEnd: Double, yEnd: Double, className: String? = nil, probability: Double? = nil
    ) {
        self.xStart = xStart
        self.yStart = yStart
        self.xEnd = xEnd
        self.yEnd = yEnd
        self.className = className
        self.probability = probability
    }

    /// Why it is none in an image of a size; `nil` when it is one.
    package func fault(width: Int, height: Int) -> String? {
        let sides = [xStart, yStart, xEnd, yEnd]
        guard sides.allSatisfy(\.isFinite) else { return "a corner that is no number" }
        guard xStart <= xEnd, yStart <= yEnd else { return "an end before its start" }
        guard xStart >= 0, yStart >= 0, xEnd <= Double(width), yEnd <= Double(height) else {
            return "a corner outside of the image, which has \(width) × \(height) pixels"
        }
        if let probability, !(0...1).contains(probability) { return "a probability that is not from 0 to 1" }
        if let className, className.isEmpty { return "a class without a name" }
        return nil
    }

    /// The box as lavd's files and the journal hold it.
    package var document: Document {
        // Whole pixels are written as whole numbers.
        func number(_ value: Double) -> Value { Int64(exactly: value).map { .int($0) } ?? .double(value) }
        var document: Document = [
            "xStart": number(xStart), "yStart": number(yStart), "xEnd": number(xEnd), "yEnd": number(yEnd),
        ]
        document["className"] = className.map { .string($0) }
        document["probability"] = probability.map { .double($0) }
        return document
    }

    /// Reads what ``document`` wrote; `nil` for anything else.
    package init?(_ document: Document) {
        guard let xStart = document["xStart"]?.numberValue, let yStart = document["yStart"]?.numberValue,
            let xEnd = document["xEnd"]?.numberValue, let yEnd = document["yEnd"]?.numberValue
        else { return nil }
        self.init(
            xStart: xStart, yStart: yStart, xEnd: xEnd, yEnd: yEnd, className: document["className"]?.stringValue,
            probability: document["probability"]?.numberValue)
    }
}
