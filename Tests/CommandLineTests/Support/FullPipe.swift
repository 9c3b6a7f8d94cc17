import Foundation
import Testing

/// A pipe that nobody reads any more after a while: whoever writes to it waits for ever.
final class FullPipe {
    private let reader: Int32
    private let writer: Int32
    /// Where a program writes.
    let input: FileHandle

    /// - Parameter path: where it is made.
    init(at path: String) throws {
        try #require(mkfifo(path, 0o600) == 0)
        // Whoever opens one end without waiting finds the other one open; programs get an end that waits.
        reader = open(path, O_RDONLY | O_NONBLOCK)
        writer = open(path, O_WRONLY | O_NONBLOCK)
        let end = open(path, O_WRONLY)
        try #require(reader >= 0 && writer >= 0 && end >= 0)
        input = FileHandle(fileDescriptor: end, closeOnDealloc: true)
    }

    deinit { for end in [reader, writer] { close(end) } }

    /// Some of what was written; nothing when there is nothing yet.
    func some() -> String {
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = read(reader, &bytes, bytes.count)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }

    /// Leaves no room in it.
    func fill() {
        for bytes in [[UInt8](repeating: 0, count: 4_096), [0]] {
            while write(writer, bytes, bytes.count) > 0 {}
        }
    }
}
