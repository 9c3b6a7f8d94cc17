package import RegistryCore

/// A URL in MongoDB's form that may name a folder behind the database: `mongodb://HOST/DATABASE/FOLDER?OPTION=VALUE`.
package struct MongoFolderURL: Sendable {
    /// The URL without the folder. It may hold a password.
    package let database: String
    /// The folder, decoded; `nil` when there is none.
    package let folder: String?

    /// Takes the folder off. Whether the rest is a URL is not looked at.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for a folder that cannot be read. Its message repeats nothing of it.
    package init(_ url: String) throws(RegistryError) {
        let authority = url.firstRange(of: "://")?.upperBound ?? url.startIndex
        let query = url[authority...].firstIndex(of: "?") ?? url.endIndex
        let path = url[authority..<query]
        guard let first = path.firstIndex(of: "/"),
            let second = path[path.index(after: first)...].firstIndex(of: "/")
        else {
            database = url
            folder = nil
            return
        }
        database = String(url[..<second] + url[query...])
        var text = path[path.index(after: second)...]
        if text.hasSuffix("/") { text.removeLast() }
        // It would be the host, behind a password with a slash in it.
        guard !text.contains("@") else { throw MongoURL.unescapedCredentials }
        guard let decoded = MongoURL.decoded(text) else {
            throw MongoURL.fault("names a folder that is malformed")
        }
        folder = decoded.isEmpty ? nil : decoded
    }
}
