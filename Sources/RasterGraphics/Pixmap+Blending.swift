extension Pixmap {
    /// Lays `color` over the pixels `columns` of one row, each covered by `coverage` of 255.
    ///
    /// Source-over in integers, rounded to nearest: the same on every machine.
    mutating func blend(_ color: Color, coverage: UInt8, columns: Range<Int>, row: Int) {
        let alpha = divideBy255(UInt32(color.alpha) * UInt32(coverage))
        guard alpha > 0 else { return }
        var index = (row * width + columns.lowerBound) * 4
        for _ in columns {
            blendPixel(color, alpha: alpha, atByte: index)
            index += 4
        }
    }

    @inline(__always)
    private mutating func blendPixel(_ color: Color, alpha: UInt32, atByte index: Int) {
        if alpha == 255 {
            bytes[index] = color.red
            bytes[index + 1] = color.green
            bytes[index + 2] = color.blue
            bytes[index + 3] = 255
            return
        }
        let below = UInt32(bytes[index + 3])
        if below == 255 {
            let rest = 255 - alpha
            bytes[index] = UInt8(divideBy255(UInt32(color.red) * alpha + UInt32(bytes[index]) * rest))
            bytes[index + 1] = UInt8(divideBy255(UInt32(color.green) * alpha + UInt32(bytes[index + 1]) * rest))
            bytes[index + 2] = UInt8(divideBy255(UInt32(color.blue) * alpha + UInt32(bytes[index + 2]) * rest))
            return
        }
        // Straight alpha over straight alpha: weights in 255 × 255 parts, so that nothing is rounded twice.
        let upper = alpha * 255
        let lower = below * (255 - alpha)
        let total = upper + lower
        bytes[index] = mix(color.red, bytes[index], upper, lower, total)
        bytes[index + 1] = mix(color.green, bytes[index + 1], upper, lower, total)
        bytes[index + 2] = mix(color.blue, bytes[index + 2], upper, lower, total)
        bytes[index + 3] = UInt8(divideBy255(total))
    }

    private func mix(_ above: UInt8, _ below: UInt8, _ upper: UInt32, _ lower: UInt32, _ total: UInt32) -> UInt8 {
        UInt8((UInt32(above) * upper + UInt32(below) * lower + total / 2) / total)
    }
}

/// `value / 255` rounded to nearest.
@inline(__always)
func divideBy255(_ value: UInt32) -> UInt32 { (value + 127) / 255 }
