/// A step on the way to a value in Aim's trees.
enum AimKey: Hashable, Sendable, ExpressibleByStringLiteral {
    /// A name; Aim takes none that is empty.
    case name(String)
    /// A number: a place in a list, a step, a hash.
    case number(Int64)

    init(stringLiteral text: String) { self = .name(text) }

    /// The name that something has, or the one that what has none gets.
    init(_ name: String) { self = .name(name.isEmpty ? "unnamed" : name) }

    /// What stands behind every key, and before a number; no text in UTF-8 has it.
    static let mark: UInt8 = 0xFE

    /// A path as the trees' bytes have it. Numbers are big-endian, so that they are sorted as they count.
    static func bytes(_ path: [AimKey]) -> [UInt8] {
        var bytes: [UInt8] = []
        for key in path {
            switch key {
            case .name(let name): bytes += name.utf8
            case .number(let number):
                bytes.append(mark)
                withUnsafeBytes(of: number.bigEndian) { bytes += $0 }
            }
            bytes.append(mark)
        }
        return bytes
    }

    /// Reads a path; `nil` for bytes that are none.
    static func path(_ bytes: ArraySlice<UInt8>) -> [AimKey]? {
        var rest = bytes
        var path: [AimKey] = []
        while let first = rest.first {
            if first == mark {
                guard rest.count >= 10, rest[rest.startIndex + 9] == mark else { return nil }
                let number = rest.dropFirst().prefix(8).reduce(into: UInt64(0)) { $0 = $0 << 8 | UInt64($1) }
                path.append(.number(Int64(bitPattern: number)))
                rest = rest.dropFirst(10)
            } else {
                guard let end = rest.firstIndex(of: mark) else { return nil }
                path.append(.name(String(decoding: rest[..<end], as: UTF8.self)))
                rest = rest[(end + 1)...]
            }
        }
        return path
    }
}
