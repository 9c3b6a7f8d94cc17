import Foundation
import RegistryCore

/// Where a command writes what it made: a file by its path, or the standard output for `-`.
///
/// A regular file is replaced as a whole, so that nobody reads half of it. Links are followed to what they lead to; into a
/// device or a pipe is written, and neither is replaced.
struct OutputFile {
    private let path: String

    /// - Throws: ``RegistryError`` with `invalidArgument` for no name or a folder's, `notFound` when its folder is missing.
    init(_ path: String) throws(RegistryError) {
        self.path = path
        guard path != "-" else { return }
        guard !path.isEmpty else {
            throw RegistryError(.invalidArgument, "The file to write has no name. Give one, such as chart.png.")
        }
        switch Self.kind(of: target.path) {
        case .typeDirectory?:
            throw RegistryError(
                .invalidArgument, "\(path) is a folder. Name a file in it, such as \(path)/chart.png.")
        case nil where Self.kind(of: folder.path) != .typeDirectory:
            throw RegistryError(.notFound, "There is no folder \(folder.path) to write \(path) into. Create it first.")
        default: return
        }
    }

    /// Writes the whole content.
    ///
    /// - Throws: ``RegistryError`` with `unavailable`.
    func write(_ bytes: [UInt8]) throws(RegistryError) {
        do {
            guard path != "-" else { return try FileHandle.standardOutput.write(contentsOf: Data(bytes)) }
            if let kind = Self.kind(of: target.path), kind != .typeRegular {
                let file = try FileHandle(forWritingTo: target)
                try file.write(contentsOf: Data(bytes))
                try file.close()
            } else {
                try Data(bytes).write(to: target, options: .atomic)
            }
        } catch {
            let file = path == "-" ? "The standard output" : "The file \(path)"
            throw RegistryError(
                .unavailable, "\(file) cannot be written: \(Self.cause(of: error))", underlying: error)
        }
    }

    private var target: URL { URL(filePath: path).resolvingSymlinksInPath() }

    private var folder: URL { target.deletingLastPathComponent() }

    /// What is at a path; `nil` when there is nothing.
    private static func kind(of path: String) -> FileAttributeType? {
        (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType
    }

    /// What the system said, when Foundation passes it on.
    private static func cause(of error: any Error) -> String {
        let known = error as NSError
        let underlying = known.userInfo[NSUnderlyingErrorKey] as? NSError ?? known
        guard underlying.domain == NSPOSIXErrorDomain else { return known.localizedDescription }
        return String(cString: strerror(Int32(truncatingIfNeeded: underlying.code))) + "."
    }
}
