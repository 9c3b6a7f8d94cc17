import Foundation
import RegistryCore

/// The folders below which the media of runs lie: what a `Logger` wrote and made records of.
///
/// Records may come from anybody who may write to the store, and may name any path. So what a record says is no path here, but
/// something to search by: a file in a folder `media` below one of these folders, whose name ends with the digest that the record
/// has, and which is as large as the record says.
struct MediaRoots: Sendable {
    private let folders: [LogFolder]

    /// The most levels between one of the folders and a file.
    private static let mostLevels = 16
    /// How many digits of the digest a name ends with.
    private static let digits = 16

    init(_ folders: [LogFolder]) {
        self.folders = folders
    }

    /// Whether a record is one of media at all: its location is a name as `Logger` gives it, of the record's own digest.
    static func isMedia(_ record: Document) -> Bool { path(of: record) != nil }

    /// The file of a record; `nil` when it lies in none of the folders, or has changed.
    ///
    /// Logs may have been moved, or be seen under another name here: what a location begins with is left out level by level.
    func file(of record: Document) -> URL? {
        guard let path = Self.path(of: record), let size = record["size"]?.intValue else { return nil }
        for folder in folders {
            for start in 0..<path.count - 1 {
                let relative = path[start...].joined(separator: "/")
                guard let file = try? folder.file(named: relative),
                    let length = try? file.resourceValues(forKeys: [.fileSizeKey]).fileSize, Int64(length) == size
                else { continue }
                return file
            }
        }
        return nil
    }

    /// The levels of a record's location, the last ones when there are many; `nil` when it names no media.
    private static func path(of record: Document) -> [String]? {
        guard let location = record["location"]?.stringValue, location.utf8.count <= 4_096,
            !location.contains("://"), let digest = record["sha256"]?.stringValue, digest.utf8.count == 64
        else { return nil }
        let levels = PathLevels.of(location, omittingEmpty: true).map(String.init)
        guard levels.count >= 2, levels[levels.count - 2] == "media", let name = levels.last else { return nil }
        let stem = name.split(separator: ".", omittingEmptySubsequences: false).first ?? ""
        guard stem.hasSuffix("_\(digest.prefix(digits))") else { return nil }
        return levels.suffix(mostLevels)
    }
}
