import RegistryCore

/// A file of what was logged to be looked at, as the registry has it: what it is, and its bytes.
struct MediaFile: Sendable {
    /// What kinds there are, by the word that the registry's records have as `filetype`.
    enum Kind: String, Sendable {
        case image, audio, video, mesh, text, markdown, histogram
        case pointCloud = "pointcloud"
    }

    /// What it is shown under.
    let label: String
    /// Where it stands on the training's axis; `nil` for nowhere.
    let step: Step?
    /// The kind of file.
    let fileType: String
    /// The media type.
    let contentType: String
    /// The ending of its name, without the dot; may be empty.
    let ending: String
    let encoded: EncodedMedia.File
    /// The name that a logged file was given.
    let name: String?
    /// What stands under a label: its path among labelled files, by which the registry calls it.
    let labelledPath: String?
    /// What its record says besides.
    let fields: Document

    /// Text that is no longer is kept in the record itself: 256 KiB.
    static let longestInlineText = 256 << 10

    init(
        _ label: String, step: Step?, _ kind: Kind, contentType: String, ending: String, _ encoded: EncodedMedia.File
    ) {
        self.label = label
        self.step = step
        fileType = kind.rawValue
        self.contentType = contentType
        self.ending = ending
        self.encoded = encoded
        name = nil
        labelledPath = nil
        fields = [:]
    }

    /// What stands under a label.
    ///
    /// - Parameters:
    ///   - path: Its path among labelled files.
    ///   - fields: What its record says besides.
    init(
        labelled label: String, step: Step?, fileType: String, contentType: String, path: String,
        _ encoded: EncodedMedia.File, fields: Document = [:]
    ) {
        self.label = label
        self.step = step
        self.fileType = fileType
        self.contentType = contentType
        // The folder of media may lie in an experiment that lavd's server shows: what has no ending is none of lavd's files.
        ending = ""
        self.encoded = encoded
        name = nil
        labelledPath = path
        self.fields = fields
    }

    /// A logged file.
    init(_ file: LoggedFile, _ encoded: EncodedMedia.File) {
        label = file.label
        step = file.step
        fileType = file.fileType
        contentType = file.contentType
        let ending = PathText.name(of: file.name).split(separator: ".", omittingEmptySubsequences: false).dropFirst()
            .last.map(String.init)
        self.ending = ending.map { $0.count <= 10 ? Self.plain($0) : "" } ?? ""
        self.encoded = encoded
        name = file.name
        labelledPath = nil
        fields = [:]
    }

    /// Whether it is kept in the registry's record and not on the disk: what is made to be read there, when it is short.
    var isInline: Bool {
        name == nil && Self.inlineTypes.contains(fileType) && encoded.bytes.count <= Self.longestInlineText
    }

    private static let inlineTypes = [Kind.text.rawValue, Kind.markdown.rawValue, Kind.histogram.rawValue]

    /// The name of its file in the run's folder of media. It says what the file holds: one with another content has another
    /// name, so nothing that a record names is ever replaced.
    var fileName: String {
        let place = step.map { "_\($0)" } ?? ""
        return
            "\(Self.stem(of: name ?? label))\(place)_\(encoded.sha256.prefix(16))\(ending.isEmpty ? "" : ".")\(ending)"
    }

    /// What the name begins with: the label, or one that differs where labels do, in at most 80 bytes.
    private static func stem(of label: String) -> String {
        let plain = plain(label)
        guard plain != label || plain.utf8.count > 80 else { return plain }
        return "\(plain.prefix(70))-\(SHA256.hexadecimalDigest(of: Array(label.utf8)).prefix(8))"
    }

    /// Letters, digits, `-` and `_`; everything else becomes `-`.
    private static func plain(_ text: String) -> String {
        String(
            decoding: text.utf8.map { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    byte
                default: UInt8(ascii: "-")
                }
            }, as: UTF8.self)
    }
}
