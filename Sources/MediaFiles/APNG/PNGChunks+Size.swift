import Foundation

extension PNGChunks {
    /// The size that the first bytes of a PNG file say; `nil` when it cannot be read or is none.
    static func size(ofFile file: URL) -> (width: Int, height: Int)? {
        guard let handle = try? FileHandle(forReadingFrom: file) else { return nil }
        defer { try? handle.close() }
        guard let data = try? handle.read(upToCount: 24) else { return nil }
        let head = [UInt8](data)
        guard head.count == 24, head.starts(with: signature), head[12..<16].elementsEqual("IHDR".utf8) else {
            return nil
        }
        func number(_ place: Int) -> Int { head[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } }
        return (number(16), number(20))
    }
}
