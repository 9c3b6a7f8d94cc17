import RegistryCore

/// Names that stand before others, with `/` between.
enum Namespace {
    /// - Throws: ``RegistryError`` with `invalidArgument` when a path made of it would lead elsewhere, or could not be read.
    static func check(_ name: String) throws(RegistryError) {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        let isPlain = parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
        let isReadable = name.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        guard isPlain, isReadable, name.utf8.count <= 1_024 else {
            throw RegistryError(
                .invalidArgument,
                "A namespace is one or more names with one \"/\" between them, without \".\", \"..\" and control characters; "
                    + "\(String(reflecting: String(name.prefix(80)))) is none.")
        }
    }
}
