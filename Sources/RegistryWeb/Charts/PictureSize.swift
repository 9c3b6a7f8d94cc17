/// The size of a picture in pixels.
struct PictureSize: Hashable, Sendable {
    let width: Int
    let height: Int

    /// Reads the size from the head of a PNG; `nil` for anything else.
    init?(png: [UInt8]) {
        // Signature, then the chunk IHDR: length, name, width, height.
        guard png.count >= 24, png.starts(with: [0x89, 0x50, 0x4E, 0x47]) else { return nil }
        func number(at index: Int) -> Int { png[index..<index + 4].reduce(0) { $0 << 8 | Int($1) } }
        width = number(at: 16)
        height = number(at: 20)
    }

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }
}
