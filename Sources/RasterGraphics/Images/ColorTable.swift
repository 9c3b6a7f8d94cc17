/// The colours of a picture that has at most 256, and the number of each pixel's colour.
///
/// Translucent colours come first, as PNG's table of opacities wants it; among themselves they stand as they appear.
struct ColorTable {
    static let mostColors = 256

    /// RGBA of each colour.
    let colors: [UInt8]
    /// The number of each pixel's colour.
    let numbers: [UInt8]

    /// `nil` when there are more colours.
    init?(_ rgba: [UInt8]) {
        var found = Found()
        let known: [UInt8]? = rgba.withUnsafeBytes { bytes in
            var numbers = [UInt8](repeating: 0, count: bytes.count / 4)
            var last: UInt32?
            var number: UInt8 = 0
            for index in numbers.indices {
                let pixel = bytes.load(fromByteOffset: index * 4, as: UInt32.self)
                if pixel != last {
                    guard let next = found.number(of: pixel) else { return nil }
                    number = next
                    last = pixel
                }
                numbers[index] = number
            }
            return numbers
        }
        guard let known else { return nil }
        let opaqueLast =
            found.colors.indices.filter { !found.isOpaque($0) } + found.colors.indices.filter(found.isOpaque)
        var place = [UInt8](repeating: 0, count: ColorTable.mostColors)
        for (new, old) in opaqueLast.enumerated() { place[old] = UInt8(new) }
        colors = opaqueLast.flatMap { found.bytes($0) }
        numbers = opaqueLast == Array(found.colors.indices) ? known : known.map { place[Int($0)] }
    }

    /// Colours by their bits, in a table four times as large as it will ever be filled.
    private struct Found {
        private(set) var colors: [UInt32] = []
        private var slots = [UInt16](repeating: 0, count: 1_024)

        /// A colour's number; `nil` when it is the 257th.
        mutating func number(of color: UInt32) -> UInt8? {
            var slot = Int((color &* 0x9E37_79B1) >> 22)
            while slots[slot] > 0 {
                let number = Int(slots[slot]) - 1
                if colors[number] == color { return UInt8(number) }
                slot = (slot + 1) % slots.count
            }
            guard colors.count < ColorTable.mostColors else { return nil }
            colors.append(color)
            slots[slot] = UInt16(colors.count)
            return UInt8(colors.count - 1)
        }

        func bytes(_ number: Int) -> [UInt8] { withUnsafeBytes(of: colors[number]) { Array($0) } }

        func isOpaque(_ number: Int) -> Bool { bytes(number)[3] == 255 }
    }
}
