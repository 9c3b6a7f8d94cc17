/// Bytes of text that grows at its end.
///
/// An array that is appended to piece by piece asks for each piece whether it is alone and has room. Most pieces of JSON are a
/// few bytes, so that these questions would be most of the work.
struct JSONBytes {
    /// Written up to ``count``; what follows has no meaning.
    private var buffer: [UInt8]
    private(set) var count = 0

    /// - Parameter capacity: How many bytes there will probably be.
    init(capacity: Int) { buffer = [UInt8](repeating: 0, count: max(capacity, 64)) }

    /// Everything written so far.
    var bytes: [UInt8] { Array(buffer.prefix(count)) }

    /// Reads everything written so far in place.
    func withBytes<Result>(_ read: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
        try buffer.withUnsafeBufferPointer { try read(UnsafeBufferPointer(rebasing: $0.prefix(count))) }
    }

    /// Adds a byte.
    mutating func append(_ byte: UInt8) {
        makeRoom(1)
        buffer[count] = byte
        count += 1
    }

    /// Adds bytes.
    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        write(atMost: bytes.count) { target in
            _ = target.update(fromContentsOf: bytes)
            return bytes.count
        }
    }

    /// Adds a part of JSON's own writing.
    mutating func append(_ text: StaticString) {
        append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Adds text as it is.
    mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { append($0) }
    }

    /// Has bytes written where the next ones belong.
    ///
    /// - Parameter write: Gets as many bytes as are announced, and says how many it wrote.
    mutating func write(atMost most: Int, _ write: (UnsafeMutableBufferPointer<UInt8>) -> Int) {
        makeRoom(most)
        let written = buffer.withUnsafeMutableBufferPointer { buffer in
            write(UnsafeMutableBufferPointer(rebasing: buffer[count..<count + most]))
        }
        count += min(max(written, 0), most)
    }

    /// Takes back what was written behind a number of bytes.
    mutating func removeAll(behind count: Int) { self.count = min(self.count, max(count, 0)) }

    private mutating func makeRoom(_ more: Int) {
        guard buffer.count - count < more else { return }
        // As two pieces of memory: appended byte by byte, zeros for a text of megabytes cost more than the text.
        let size = buffer.count + max(buffer.count, more)
        buffer = [UInt8](unsafeUninitializedCapacity: size) { target, initialized in
            let end = target.initialize(fromContentsOf: buffer)
            target[end...].initialize(repeating: 0)
            initialized = size
        }
    }
}
