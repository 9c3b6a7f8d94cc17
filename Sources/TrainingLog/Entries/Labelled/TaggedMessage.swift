package import RegistryCore

/// A message of a program, and what kind it is of.
public struct TaggedMessage: Hashable, Sendable {
    /// What kind of message it is. The names are lavd's.
    public enum Tag: Hashable, Sendable {
        case stdout, stderr, start, end, progressStart, progressEnd, spinnerStart, spinnerEnd
        /// Any other, in capital letters, digits and `_`.
        case other(String)

        /// The tag as files have it.
        public var name: String {
            switch self {
            case .stdout: "STDOUT"
            case .stderr: "STDERR"
            case .start: "START"
            case .end: "END"
            case .progressStart: "PROGRESS_START"
            case .progressEnd: "PROGRESS_END"
            case .spinnerStart: "SPINNER_START"
            case .spinnerEnd: "SPINNER_END"
            case .other(let name): name
            }
        }

        /// The tag of a name; `nil` for one that is none.
        public init?(_ name: String) {
            let known: [Tag] = [
                .stdout, .stderr, .start, .end, .progressStart, .progressEnd, .spinnerStart, .spinnerEnd,
            ]
            if let tag = known.first(where: { $0.name == name }) {
                self = tag
                return
            }
            let isName = name.utf8.allSatisfy {
                (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "_")
            }
            guard isName, (1...64).contains(name.utf8.count) else { return nil }
            self = .other(name)
        }
    }

    /// What kind it is of.
    public var tag: Tag
    /// The message; it may hold line breaks.
    public var text: String

    /// A message.
    public init(_ tag: Tag, _ text: String) {
        self.tag = tag
        self.text = text
    }

    /// The message as a line of a run's log in the registry: what was printed as it is, and before anything else its tag.
    package var line: (text: String, level: LogLevel) {
        switch tag {
        case .stdout: (text, .info)
        case .stderr: (text, .warning)
        default: ("\(tag.name) \(text)", .info)
        }
    }

    /// The message as the journal holds it: the tag, a tab, the text.
    var body: [UInt8] { Array("\(tag.name)\t\(text)".utf8) }

    /// Reads what ``body`` wrote; `nil` for anything else.
    init?(_ body: some Collection<UInt8>) {
        guard let tab = body.firstIndex(of: UInt8(ascii: "\t")),
            let tag = Tag(String(decoding: body[..<tab], as: UTF8.self))
        else { return nil }
        self.init(tag, String(decoding: body[body.index(after: tab)...], as: UTF8.self))
    }
}
