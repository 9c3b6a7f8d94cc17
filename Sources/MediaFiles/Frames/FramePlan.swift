import RasterGraphics

/// Which part of each frame is drawn, and what becomes of it before the next frame: so that only what changes is stored.
///
/// Pixels are numbers whose lowest byte is red and whose highest is opacity; 0 is what an animation begins with.
struct FramePlan {
    /// What becomes of the part that was drawn when the frame's time is over.
    enum Disposal: UInt8 {
        /// It stays.
        case keep
        /// It becomes transparent.
        case clear
        /// What was there before comes back.
        case restore
    }

    /// One frame.
    struct Step {
        /// What is drawn; never empty.
        let area: PixelRect
        let disposal: Disposal
        /// The whole picture before the frame is drawn.
        let before: [UInt32]
        /// The whole picture afterwards.
        let after: [UInt32]
    }

    let steps: [Step]

    /// - Parameters:
    ///   - frames: The pixels of each frame, `width` in a row.
    ///   - canErase: Whether drawing can make a pixel transparent, as in PNG. In GIF only the disposal of an earlier frame can.
    init(_ frames: [[UInt32]], width: Int, canErase: Bool) {
        guard let first = frames.first, width > 0 else {
            steps = []
            return
        }
        var steps: [Step] = []
        steps.reserveCapacity(frames.count)
        var canvas = [UInt32](repeating: 0, count: first.count)
        // The first frame is drawn whole: PNG asks for it.
        var area = PixelRect(columns: 0..<width, rows: 0..<first.count / width)
        for (index, frame) in frames.enumerated() {
            guard index + 1 < frames.count else {
                steps.append(Step(area: area, disposal: .keep, before: canvas, after: frame))
                break
            }
            let next = frames[index + 1]
            var disposal = Disposal.keep
            var left = frame
            if canErase {
                (disposal, left) = FramePlan.best(for: next, after: frame, in: area, before: canvas, width: width)
            } else if let erased = FrameChange.area(from: frame, to: next, width: width, where: { $0 != 0 && $1 == 0 })
            {
                disposal = .clear
                area = area.union(erased)
                left = FramePlan.cleared(frame, area, width: width)
            }
            steps.append(Step(area: area, disposal: disposal, before: canvas, after: frame))
            canvas = left
            // A frame that changes nothing still has its time.
            area = FrameChange.area(from: canvas, to: next, width: width) ?? PixelRect(columns: 0..<1, rows: 0..<1)
        }
        self.steps = steps
    }

    /// The disposal after which the least is to be drawn, and what it leaves.
    private static func best(
        for next: [UInt32], after frame: [UInt32], in area: PixelRect, before: [UInt32], width: Int
    ) -> (Disposal, [UInt32]) {
        func cost(_ left: [UInt32]) -> Int { FrameChange.area(from: left, to: next, width: width)?.pixelCount ?? 0 }
        let kept = cost(frame)
        guard kept > 0 else { return (.keep, frame) }
        var best = (cost: kept, disposal: Disposal.keep, left: frame)
        for (disposal, left) in [(Disposal.clear, cleared(frame, area, width: width)), (.restore, before)] {
            let cost = cost(left)
            if cost < best.cost { best = (cost, disposal, left) }
        }
        return (best.disposal, best.left)
    }

    private static func cleared(_ pixels: [UInt32], _ area: PixelRect, width: Int) -> [UInt32] {
        var pixels = pixels
        for row in area.rows {
            for column in area.columns { pixels[row * width + column] = 0 }
        }
        return pixels
    }
}
