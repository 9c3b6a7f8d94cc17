import RasterGraphics

/// A few colours, each with a number, in the order in which they came.
struct ExactColors {
    private(set) var pixels: [UInt32] = []
    /// Numbers of colours, from 1, by the colours' bits; 0 where there is none.
    private var slots = [UInt16](repeating: 0, count: 1_024)

    var colors: [Color] { pixels.map { Color($0) } }

    /// Takes a colour in; false when it is new and there are so many already.
    mutating func insert(_ pixel: UInt32, atMost most: Int) -> Bool {
        let slot = self.slot(of: pixel)
        guard slots[slot] == 0 else { return true }
        guard pixels.count < min(most, slots.count / 2) else { return false }
        pixels.append(pixel)
        slots[slot] = UInt16(pixels.count)
        return true
    }

    /// A colour's number; `nil` when it was not taken in.
    @inline(__always)
    func number(of pixel: UInt32) -> UInt8? {
        let number = slots[slot(of: pixel)]
        return number == 0 ? nil : UInt8(number - 1)
    }

    @inline(__always)
    private func slot(of pixel: UInt32) -> Int {
        var slot = Int((pixel &* 0x9E37_79B1) >> 22)
        while slots[slot] > 0, pixels[Int(slots[slot]) - 1] != pixel { slot = (slot + 1) % slots.count }
        return slot
    }
}

extension Color {
    /// A pixel whose lowest byte is red, as an opaque colour.
    init(_ pixel: UInt32) {
        self.init(
            red: UInt8(truncatingIfNeeded: pixel), green: UInt8(truncatingIfNeeded: pixel >> 8),
            blue: UInt8(truncatingIfNeeded: pixel >> 16))
    }
}
