/// Another shader's colours, as far as a clip lets them through.
struct MaskedShader<Base: Shader>: Shader {
    private var base: Base
    private let mask: ClipMask

    init(_ base: Base, mask: ClipMask) {
        self.base = base
        self.mask = mask
    }

    mutating func paint(row: Int, from start: Int, to end: Int, coverage: UInt32) {
        // Runs of equal parts of the mask are painted together: most of a clip is wholly open or shut.
        var runStart = start
        while runStart < end {
            let part = mask[runStart, row]
            var runEnd = runStart + 1
            while runEnd < end, mask[runEnd, row] == part { runEnd += 1 }
            let covered = divideBy255(UInt32(part) * coverage)
            if covered > 0 { base.paint(row: row, from: runStart, to: runEnd, coverage: covered) }
            runStart = runEnd
        }
    }
}
