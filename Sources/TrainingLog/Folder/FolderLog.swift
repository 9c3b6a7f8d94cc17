import Foundation
import RegistryCore

/// A log of a run's folder, which only grows, and to which several processes may write.
///
/// What comes again after a crash is recognised: behind the place that is certain, this journal's lines stand in the order in which they
/// come, maybe with another's between them. A piece of a line at the end, which a full disk leaves, is made whole.
final class FolderLog {
    /// `events`, `stdout` or `stderr`.
    let name: String
    /// Up to this byte the file holds nothing that may come again; `nil` before the log is begun.
    private(set) var certainEnd: Int?
    private let folder: String
    private var path: String { "\(folder)/\(name).log" }
    /// What is behind the certain end may be part of what comes.
    private var isUncertain = false
    private var writtenSequence: Int64 = -1
    private var isUnsaved = false

    /// The most bytes behind the certain end that are searched for what comes again.
    private static let longestSearch = 64 << 20

    init(folder: String, name: String) {
        self.folder = folder
        self.name = name
    }

    var isBegun: Bool { certainEnd != nil }

    /// Takes up what an earlier sink of this journal left.
    func restore(_ end: Int64?) {
        guard let end, let number = Int(exactly: end), number >= 0 else { return }
        certainEnd = number
        isUncertain = true
    }

    /// Notes how long the file is.
    func begin() throws {
        do {
            certainEnd = try PosixFile(path, .read).length()
        } catch {
            guard error.isMissing else { throw error }
            certainEnd = 0
        }
    }

    /// Appends what is not there yet.
    func append(_ pieces: [(sequence: Int64, bytes: [UInt8])]) throws {
        let new = pieces.filter { $0.sequence > writtenSequence && !$0.bytes.isEmpty }
        guard !new.isEmpty, let last = pieces.last else { return }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let file = try PosixFile(path, .create, permissions: 0o644)
        guard try file.lock() else { throw PassingFailure(reason: SystemError(EWOULDBLOCK, doing: "locking", path)) }
        var bytes = new.flatMap(\.bytes)
        var end = try file.length()
        if isUncertain {
            let rest = try missing(of: new.map(\.bytes), in: file, length: end)
            guard !rest.bytes.isEmpty else {
                // All of it is there. What stands behind it may be what comes next.
                certainEnd = rest.found
                writtenSequence = last.sequence
                return isUnsaved = true
            }
            (bytes, end) = (rest.bytes, rest.end)
        }
        let (written, failure) = file.write(bytes[...], at: end)
        if let failure {
            // A part of a line is cut, as far as the system lets us; else it is recognised.
            isUncertain = true
            if written > 0 { try? file.truncate(to: end) }
            throw failure
        }
        certainEnd = end + bytes.count
        isUncertain = false
        writtenSequence = last.sequence
        isUnsaved = true
    }

    /// Has the disk keep what was written.
    func synchronize() throws {
        guard isUnsaved else { return }
        do {
            try PosixFile(path, .read).synchronize()
            try PosixFile.synchronizeFolders(from: folder)
        } catch {
            // Somebody removed the file. What it held is gone with it, as they wanted.
            guard error.isMissing else { throw error }
        }
        isUnsaved = false
    }

    /// What of the pieces is not in the file, where it is to be written (at the end, or over a piece of a line there), and where what
    /// was found ends.
    private func missing(
        of pieces: [[UInt8]], in file: PosixFile, length: Int
    ) throws -> (bytes: [UInt8], end: Int, found: Int) {
        let start = min(certainEnd ?? length, length)
        guard length - start <= Self.longestSearch else { return (pieces.flatMap(\.self), length, length) }
        var there: [UInt8] = []
        _ = try file.read(length - start, at: start, into: &there)
        var place = 0
        var rest = pieces[...]
        while let piece = rest.first, let found = Self.find(piece, in: there, from: place) {
            place = found + piece.count
            rest = rest.dropFirst()
        }
        var end = length
        if let next = rest.first, let torn = Self.tornStart(of: next, in: there, from: place) { end = start + torn }
        return (rest.flatMap(\.self), end, start + place)
    }

    /// Where a piece stands at the beginning of a line.
    private static func find(_ piece: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        var line = start
        while line + piece.count <= bytes.count {
            if bytes[line..<(line + piece.count)].elementsEqual(piece) { return line }
            guard let feed = bytes[line...].firstIndex(of: 0x0A) else { return nil }
            line = feed + 1
        }
        return nil
    }

    /// Where the beginning of a piece stands that the file ends with.
    private static func tornStart(of piece: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        var line = start
        while line < bytes.count {
            if piece.starts(with: bytes[line...]) { return line }
            guard let feed = bytes[line...].firstIndex(of: 0x0A) else { return nil }
            line = feed + 1
        }
        return nil
    }
}
