import RegistryCore

/// A database or a zip file that was found and could not be looked into.
struct UnreadFile {
    let path: String
    let error: RegistryError

    /// What is wrong with it. The path is said once.
    var sentence: String {
        let text = error.message.contains(path) ? error.message : "\(path): \(error.message)"
        return text.hasSuffix(".") ? text : "\(text)."
    }
}
