/// Something of another tracker that does not come into the registry.
public struct ImportOmission: Hashable, Sendable {
    /// What it is and why it is not taken. It holds no control characters.
    public let sentence: String

    /// - Parameter sentence: What it is and why it is not taken.
    public init(_ sentence: String) { self.sentence = PlainText.of(sentence) }

    static let pointsOfFurtherMetrics = ImportOmission(
        "points of metrics beyond the most a run may have (raise it with --metrics)")
    static let endsOfLines = ImportOmission("lines cut at 64 KiB, the longest line of a log")
    static let furtherFacts = ImportOmission("parameters, tags and summary values beyond 1,000 of a run or 256 KiB")
    static let furtherKinds = ImportOmission("other things")
    static let texts = ImportOmission("texts among the metrics: a metric is a number")
    static let furtherParts = ImportOmission("points and lines of more files than a run may have")
    static let decimalCommas = ImportOmission(
        "numbers with a decimal comma are not read: write them with a point (0.5, not 0,5)")
    static let strangeSteps = ImportOmission(
        "points whose step is a fraction, too large or no number: a step is a whole number of 64 bits, and the point stands at its place"
    )
    static let setsOfTexts = ImportOmission("texts in sets beside the tags, which no field of a run has")
    static let piecesOfLines = ImportOmission(
        "ends of what was printed that are no whole lines yet; they come when they are, or when the run has been quiet for a day"
    )
    static let behindAnUnreadLog = ImportOmission(
        "points, lines and files behind a log that cannot be read: they are known by their place, and come when it can be read"
    )
    static let uploads = ImportOmission("files to be uploaded of which Neptune's folder has no copy")
    static let pickles = ImportOmission(
        "pickles: they are programs, and are never run here. Load them where you trust them, and write them as JSON or CSV"
    )

    static func media(_ kind: String) -> ImportOmission {
        ImportOmission(
            "values of the kind \(kind.prefix(60)), of which no file is there or that are no numbers; they stay in the source"
        )
    }

    init(_ refusal: RunRefusal) {
        switch refusal {
        case .deleted:
            self.init("points and lines of runs deleted while they were read; import again to have them back")
        case .refused(let reason): self.init("points and lines that the registry refuses: \(reason)")
        }
    }
}
