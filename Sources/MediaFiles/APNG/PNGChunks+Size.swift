import FileFaults
import Foundation
import RasterGraphics

extension PNGChunks {
    /// The size that the first bytes of a PNG file say; `nil` when it cannot be read, is none, or has sides that no picture of ours may have.
    /// Nothing waits for the other end of a pipe.
    static func size(ofFile file: URL) -> (width: Int, height: Int)? {
        guard FileFault.isRegularFile(file.path), let handle = try? FileHandle(forReadingFrom: file) else { return nil }
        defer { try? handle.close() }
        guard let data = try? handle.read(upToCount: 24) else { return nil }
        let head = [UInt8](data)
        guard head.count == 24, head.starts(with: signature), head[12..<16].elementsEqual("IHDR".utf8) else {
            return nil
        }
        func number(_ place: Int) -> Int { head[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } }
        let (width, height) = (number(16), number(20))
        guard (1...Pixmap.maximumSide).contains(width), (1...Pixmap.maximumSide).contains(height) else { return nil }
        return (width, height)
    }
}
