import Foundation
import NIOCore
import RegistryCore

/// The files for browsers, all in memory: a request can name only what was there at the start.
///
/// Addresses hold a digest of all contents, so that browsers may keep them for ever and never mix two versions.
struct PublicFiles: Sendable {
    /// One file.
    struct File: Sendable {
        let content: ByteBuffer
        let contentType: String
    }

    /// A number in hexadecimal that changes with any file.
    let version: String

    /// The module that every page begins with.
    private static let pageScript = "app.js"

    private let files: [String: File]

    /// Reads a folder and the folders in it, whose files are named as `plot/scale.js`; not those further down. The script of the pages,
    /// `app.js`, holds all modules that it needs; see ``ModuleBundle``.
    ///
    /// - Throws: ``RegistryError`` with `unavailable` when a file cannot be read, and `invalidArgument` when the scripts cannot be put together.
    init(folder: URL) throws(RegistryError) {
        var files: [String: File] = [:]
        var hash = FNV1a()
        do {
            for name in try Self.names(in: folder).sorted() {
                guard let contentType = Self.contentType(of: name) else { continue }
                let content = try Data(contentsOf: folder.appending(path: name))
                hash.combine(name.utf8)
                hash.combine(content)
                files[name] = File(content: ByteBuffer(bytes: content), contentType: contentType)
            }
        } catch {
            throw RegistryError(
                .unavailable, "The server's files in \(folder.path(percentEncoded: false)) cannot be read.",
                underlying: error)
        }
        if let script = files[Self.pageScript] {
            do {
                let bundle = try ModuleBundle(of: Self.pageScript) { files[$0]?.content }
                files[Self.pageScript] = File(content: ByteBuffer(string: bundle.text), contentType: script.contentType)
                // Of the same files another version of the server may make another script.
                hash.combine(bundle.text.utf8)
            } catch {
                throw RegistryError(
                    .invalidArgument,
                    "The scripts in \(folder.path(percentEncoded: false)) cannot be put together: \(error).")
            }
        }
        self.files = files
        version = String(hash.digest, radix: 16)
    }

    /// The file of a name.
    subscript(name: String) -> File? { files[name] }

    private static func names(in folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false)).flatMap { name in
            let inner = folder.appending(path: name)
            guard try inner.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true else { return [name] }
            return try FileManager.default.contentsOfDirectory(atPath: inner.path(percentEncoded: false)).map {
                "\(name)/\($0)"
            }
        }
    }

    private static func contentType(of name: String) -> String? {
        switch name.split(separator: ".").last {
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "svg": "image/svg+xml"
        case "png": "image/png"
        case "ico": "image/vnd.microsoft.icon"
        default: nil
        }
    }
}
