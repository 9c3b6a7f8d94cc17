public import RegistryCore

/// An image under a label, and what was found in it.
public struct LabelledPicture: Hashable, Sendable {
    /// What it is shown under, with `/` between levels.
    public var label: String
    /// Where it stands on the training's axis; `nil` when it belongs to the whole run.
    public var step: Step?
    /// The image.
    public var image: LoggedImage
    /// What was found in it; `nil` when nobody looked.
    public var boxes: [ImageBox]?
    /// All classes that boxes may be of; `nil` when there is no list.
    public var classes: [String]?
    /// From which probability on a box counts; `nil` when all do.
    public var threshold: Double?

    /// An image under a label. Default: without a step and boxes.
    public init(
        label: String, step: Step? = nil, image: ImageArray, boxes: [ImageBox]? = nil, classes: [String]? = nil,
        threshold: Double? = nil
    ) {
        self.label = label
        self.step = step
        self.image = LoggedImage(image, tag: label, step: step ?? 0)
        self.boxes = boxes
        self.classes = classes
        self.threshold = threshold
    }

    /// The picture as the journal holds it: the image's fields, and those that this one adds.
    var document: Document {
        var document = image.document
        document["label"] = .string(label)
        document["step"] = step.map { .int($0.rawValue) }
        document.update(with: boxFields)
        return document
    }

    /// `boxes`, `classes` and `minProbability`, as lavd's files have them; empty when there are none.
    package var boxFields: Document {
        var document: Document = [:]
        document["boxes"] = boxes.map { .array($0.map { .document($0.document) }) }
        document["classes"] = classes.map { .array($0.map { .string($0) }) }
        document["minProbability"] = threshold.map { .double($0) }
        return document
    }

    /// Reads what ``document`` wrote; `nil` for anything else.
    init?(_ document: Document) {
        guard let label = document["label"]?.stringValue, let image = LoggedImage(document: document) else {
            return nil
        }
        self.label = label
        self.image = image
        step = document["step"]?.intValue.map { Step($0) }
        boxes = document["boxes"]?.arrayValue?.compactMap { $0.documentValue.flatMap(ImageBox.init) }
        classes = document["classes"]?.arrayValue?.compactMap(\.stringValue)
        threshold = document["minProbability"]?.numberValue
    }
}
