import FileFaults
import Foundation
import RegistryCore

/// Where a command writes what it made: a file by its path, or the standard output for `-`.
///
/// A regular file is replaced as a whole, so that nobody reads half of it; a new one is its owner's alone. Links are followed to
/// what they lead to; into a device or a pipe is written, and neither is replaced.
struct OutputFile {
    /// What is written.
    enum Content {
        /// A chart as a PNG file, whose bytes would garble a terminal.
        case chart
        /// A page of HTML.
        case page
    }

    private let path: String

    /// - Parameters:
    ///   - path: The file's path, or - for the standard output.
    ///   - content: What is written into it.
    ///   - isTerminal: Whether the standard output is a terminal.
    /// - Throws: ``RegistryError`` with `invalidArgument` for no name, a folder's or one with the ending of something else, and
    ///   for a terminal that would be garbled; `notFound` when its folder is missing.
    init(
        _ path: String, of content: Content = .chart, isTerminal: Bool = TerminalQuestion.size != nil
    ) throws(RegistryError) {
        self.path = path
        guard path != "-" else {
            guard isTerminal, content == .chart else { return }
            throw RegistryError(
                .invalidArgument,
                "A PNG file would garble the terminal. Send it on with > or |, name a file, as in -o chart.png, or leave out "
                    + "-o to see the chart here.")
        }
        guard !path.isEmpty else {
            throw RegistryError(
                .invalidArgument, "The file to write has no name. Give one, such as \(content.example).")
        }
        switch Self.kind(of: target.path) {
        case .typeDirectory?:
            throw RegistryError(
                .invalidArgument, "\(name) is a folder. Name a file in it, such as \(path)/\(content.example).")
        case nil where Self.kind(of: folder.path) != .typeDirectory:
            throw RegistryError(.notFound, "There is no folder \(folder.path) to write \(name) into. Create it first.")
        case nil, .typeRegular?:
            // A device or a pipe may be called anything.
            let ending = target.pathExtension
            guard ending.isEmpty || ending.lowercased() == content.ending else {
                throw RegistryError(
                    .invalidArgument,
                    "\(content.sentence), and \(name) would be one that ends in .\(ending). Name it with "
                        + ".\(content.ending), the only ending that there is.")
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
                // One that is there stays as open to others as it is.
                let permissions = (try? FileManager.default.attributesOfItem(atPath: target.path))?[.posixPermissions]
                let part = try PartFile(target.path, permissions: permissions as? Int ?? 0o600)
                try part.handle.write(contentsOf: Data(bytes))
                try part.finish(replacing: true)
            }
        } catch let error as RegistryError {
            throw error
        } catch {
            let file = path == "-" ? "The standard output" : "The file \(name)"
            throw RegistryError(
                .unavailable, "\(file) cannot be written: \(FileFault.reason(of: error))", underlying: error)
        }
    }

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
}

extension OutputFile.Content {
    fileprivate var ending: String { self == .chart ? "png" : "html" }

    fileprivate var example: String { self == .chart ? "chart.png" : "report.html" }

    fileprivate var sentence: String {
        self == .chart ? "Charts are written as PNG files" : "A report is written as an HTML file"
    }
}
