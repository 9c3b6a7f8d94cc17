/// lavd's layout of folders: what a file is by its name, for whoever writes such a folder and whoever reads one.
///
/// `<experiment>/0001/birds/red.png` is an image of step 1 with the label `birds/red`. A folder with a number for a name is a step only
/// directly in the experiment's folder; whatever is in no step belongs to the whole experiment.
package enum LabelledFolder {
    /// What a file holds.
    package enum Kind: String, Hashable, Sendable {
        case json, log, text, markdown, image
    }

    /// The extensions that lavd knows, without the dot, in lower case.
    private static let kinds: [String: Kind] = {
        var kinds: [String: Kind] = ["json": .json, "log": .log, "txt": .text, "text": .text]
        for name in ["markdown", "mdown", "mkdn", "mkd", "md"] { kinds[name] = .markdown }
        let images = [
            "jpg", "jpeg", "jpe", "jif", "jfif", "jfi", "png", "gif", "tiff", "tif", "bmp", "dib", "heif", "heic",
            "jp2", "j2k",
            "jpf", "jpx", "jpm", "mj2",
        ]
        for name in images { kinds[name] = .image }
        return kinds
    }()

    /// The kind of a file by its extension; `nil` for one that is no part of the layout.
    package static func kind(ofExtension name: String) -> Kind? { kinds[name.lowercased()] }

    /// The step that a folder's name says: `0001`, `01` and `1` are 1; `nil` for any other name.
    package static func step(ofFolder name: String) -> Step? {
        guard (1...18).contains(name.utf8.count), name.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int64(name).map { Step($0) }
    }

    /// The last step that has a folder: readers take names of at most 18 digits for numbers.
    private static let lastStep: Step = 999_999_999_999_999_999

    /// Why a step has no folder; `nil` when it has one.
    package static func fault(ofStep step: Step) -> String? {
        if step < 0 { return "its step \(step) is negative" }
        return step > lastStep ? "its step \(step) has more than 18 digits" : nil
    }

    /// The folder of a step, of four digits or more; `nil` for one that the layout has no folder for: a negative one, or one of more than
    /// 18 digits.
    package static func folder(of step: Step) -> String? {
        guard fault(ofStep: step) == nil else { return nil }
        let digits = String(step.rawValue)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// A file's name without its extension, and the extension without the dot. `.hidden` has none.
    package static func parts(ofFile name: String) -> (base: String, extension: String) {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return (name, "") }
        return (String(name[..<dot]), String(name[name.index(after: dot)...]))
    }

    /// The folders of a run in which its logger keeps files of its own.
    package static let ownFolders: Set<String> = ["data", "files", "journal", "media"]

    /// The names of the logs in a run's folder, without their extension `log`.
    package static let logNames: Set<String> = ["events", "stderr", "stdout"]

    /// The most bytes of a label.
    package static let longestLabel = 1_024

    /// Why a label cannot be the path of a file; `nil` when it can.
    ///
    /// - Parameter hasStep: Whether it is the label of a step. One that is of no step must not begin with a number and `/`: readers
    ///   would take it for a step's.
    package static func fault(ofLabel label: String, hasStep: Bool) -> String? {
        let parts = PathLevels.of(label)
        if parts.contains(where: { $0 == "." || $0 == ".." }) { return "it has . or .. as a name in it" }
        if parts.contains(where: \.isEmpty) { return "it is empty, or has nothing before, behind or between slashes" }
        if parts.contains(where: { !isPlain($0) }) {
            return
                "a name in it is longer than 180 bytes, begins with a dot, or holds control characters or a backslash"
        }
        if label.utf8.count > longestLabel { return "it has more than \(longestLabel) bytes" }
        if !hasStep, parts.count > 1, ownFolders.contains(String(parts[0])) {
            return "without a step it cannot begin with \(parts[0])/, where the logger keeps files of its own"
        }
        if !hasStep, parts.count > 1, step(ofFolder: String(parts[0])) != nil {
            return "without a step it cannot begin with a number and /, which is how a step's folder is written"
        }
        return nil
    }

    /// Whether a name can be that of a file as it is.
    package static func isPlain(_ name: some StringProtocol) -> Bool {
        !name.isEmpty && name.utf8.count <= 180 && name.utf8.first != UInt8(ascii: ".")
            && name.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "\\") }
    }
}
