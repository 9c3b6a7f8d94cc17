import Foundation
import RegistryCore

/// Where a command writes what it made: a file by its path, or the standard output for `-`.
///
/// A regular file is replaced as a whole, so that nobody reads half of it. Links are followed to what they lead to; into a
/// device or a pipe is written, and neither is replaced.
struct OutputFile {
    private let path: String

    /// - Parameters:
    ///   - path: The file's path, or - for the standard output.
    ///   - isTerminal: Whether the standard output is a terminal, which a picture's bytes would garble.
    /// - Throws: ``RegistryError`` with `invalidArgument` for no name, a folder's or one with the ending of something else than
    ///   a PNG file, and for a terminal; `notFound` when its folder is missing.
    init(_ path: String, isTerminal: Bool = TerminalQuestion.size != nil) throws(RegistryError) {
        self.path = path
        guard path != "-" else {
            guard isTerminal else { return }
            throw RegistryError(
                .invalidArgument,
                "A PNG file would garble the terminal. Send it on with > or |, name a file, as in -o chart.png, or leave out "
                    + "-o to see the chart here.")
        }
        guard !path.isEmpty else {
            throw RegistryError(.invalidArgument, "The file to write has no name. Give one, such as chart.png.")
        }
        switch Self.kind(of: target.path) {
        case .typeDirectory?:
            throw RegistryError(
                .invalidArgument, "\(name) is a folder. Name a file in it, such as \(path)/chart.png.")
        case nil where Self.kind(of: folder.path) != .typeDirectory:
            throw RegistryError(.notFound, "There is no folder \(folder.path) to write \(name) into. Create it first.")
        case nil, .typeRegular?:
            // A device or a pipe may be called anything.
            let ending = target.pathExtension
            guard ending.isEmpty || ending.lowercased() == Self.ending else {
                throw RegistryError(
                    .invalidArgument,
                    "Charts are written as PNG files, and \(name) would be one that ends in .\(ending). Name it with .png, "
                        + "the only ending that there is.")
            }
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
            let file = path == "-" ? "The standard output" : "The file \(name)"
            throw RegistryError(
                .unavailable, "\(file) cannot be written: \(Self.cause(of: error))", underlying: error)
        }
    }

    private static let ending = "png"

    /// The path; of a link also what it leads to, which is what is written.
    private var name: String {
        guard path != "-", Self.kind(of: path) == .typeSymbolicLink else { return path }
        return "\(path), which leads to \(target.path),"
    }

    private var target: URL {
        var target = URL(filePath: path).resolvingSymlinksInPath()
        // Foundation follows no link that leads to nothing, as to a file that is still to be made.
        for _ in 0..<16 {
            guard let next = try? FileManager.default.destinationOfSymbolicLink(atPath: target.path) else { break }
            target = URL(filePath: next, relativeTo: target.deletingLastPathComponent()).resolvingSymlinksInPath()
        }
        return target
    }

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
