import Foundation
import RegistryCore

/// What an event file is known again by when another one has its name: a hash of its first record.
///
/// A writer puts the time in it, to the microsecond; and a file that grows, or is copied as a whole again and again, keeps it.
enum EventFileStart {
    private static let mostBytes = 4_096

    /// The hash; zero when the file cannot be read or has no whole record. Then its name alone tells it.
    static func digest(of file: URL) -> Int64 {
        guard let handle = try? FileHandle(forReadingFrom: file) else { return 0 }
        defer { try? handle.close() }
        guard let head = try? handle.read(upToCount: 12), head.count == 12 else { return 0 }
        let length = head.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let wanted = Int(min(length, UInt64(mostBytes)))
        guard let data = try? handle.read(upToCount: wanted), data.count == wanted else { return 0 }
        var hash = FNV1a()
        hash.combine(head)
        hash.combine(data)
        return Int64(bitPattern: hash.digest)
    }
}
