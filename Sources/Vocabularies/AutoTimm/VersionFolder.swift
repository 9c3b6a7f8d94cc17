import FileFaults
import Foundation
import RegistryCore

/// The folder of a version of a run: `<save_dir>/<name>/version_<N>`.
struct VersionFolder {
    /// `<save_dir>/<name>`.
    let root: String
    /// `version_<N>`, or what the version is called. A folder of that name is encoded as the logger's are.
    let name: String

    /// - Parameter version: A number, a name, or nothing: then the folder is made that is the first behind all there are. Of
    ///   several processes that do so at a time, each gets another.
    /// - Throws: ``RegistryError`` with `invalidArgument` for names that lead elsewhere, `unavailable` when no folder can be made.
    init(saveDir: String, name: String, version: Value?) throws(RegistryError) {
        try Self.check(name: name, version: version)
        root = "\(saveDir)/\(name)"
        switch version {
        case .string(let text)?:
            self.name = text
        case .int(let number)?: self.name = "version_\(number)"
        default: self.name = try Self.makeNext(in: root)
        }
    }

    /// Refuses names that lead elsewhere; see the initialiser.
    static func check(name: String, version: Value?) throws(RegistryError) {
        try Namespace.check(name, of: .experiment)
        if case .string(let text)? = version { try Namespace.check(text, of: .version) }
    }

    /// The number of a version's folder; `nil` for other names.
    static func number(of name: String) -> Int? {
        name.hasPrefix("version_") ? Int(name.dropFirst("version_".count)) : nil
    }

    private static func makeNext(in root: String) throws(RegistryError) -> String {
        let manager = FileManager.default
        do {
            try manager.createDirectory(atPath: root, withIntermediateDirectories: true)
            let numbers = try manager.contentsOfDirectory(atPath: root).compactMap(number)
            var next = (numbers.max() ?? -1) &+ 1
            while true {
                let name = "version_\(next)"
                do {
                    try manager.createDirectory(atPath: "\(root)/\(name)", withIntermediateDirectories: false)
                    return name
                } catch {
                    // Another process was quicker.
                    guard manager.fileExists(atPath: "\(root)/\(name)") else { throw error }
                    next &+= 1
                }
            }
        } catch {
            throw RegistryError(
                .unavailable, "A folder for a version cannot be made in \(root): \(FileFault.text(of: error))",
                underlying: error)
        }
    }
}
