import RegistryCore
import TrainingLog

/// Names that stand before others, with `/` between.
enum Namespace {
    /// What a name is given to, in the words of who gave it.
    enum Subject: String {
        case metrics = "A namespace of metrics"
        case files = "A namespace of files"
        case experiment = "The name of an experiment"
        case run = "The name of a run"
        case version = "The name of a version"
    }

    /// The most bytes of a name.
    static let longest = ParameterName.longest

    /// - Throws: ``RegistryError`` with `invalidArgument` when a path made of it would lead elsewhere, or could not be read, or is too long.
    static func check(_ name: String, of subject: Subject) throws(RegistryError) {
        guard name.utf8.count <= longest else {
            throw RegistryError(
                .invalidArgument,
                "\(subject.rawValue) has at most \(longest) bytes; \(GivenName.shown(name)) has \(name.utf8.count).")
        }
        let parts = PathLevels.of(name)
        let isPlain = parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
        guard isPlain, GivenName.control(in: name) == nil else {
            throw RegistryError(
                .invalidArgument,
                "\(subject.rawValue) is one or more names with one \"/\" between them, without \".\", \"..\" and control "
                    + "characters; \(GivenName.shown(name)) is none.")
        }
    }
}
