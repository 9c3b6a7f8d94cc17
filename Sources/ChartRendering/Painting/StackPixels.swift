/// Gives each part of a stack of bars at least one pixel, without a change of the stack's length.
enum StackPixels {
    /// The ends of the parts, in whole pixels from the foot, moved as little as gives each kept part a pixel.
    ///
    /// A thin part takes its pixel from its neighbours.
    /// - Parameters:
    ///   - ends: Where each part ends, rising. The last one is the stack's length and stays.
    ///   - kept: Which parts must be seen; there are not more than the stack has pixels.
    static func ends(_ ends: [Double], keeping kept: [Bool]) -> [Double] {
        var result = ends
        var reached = 0.0
        for (index, isKept) in zip(result.indices, kept) {
            reached = max(result[index], reached + (isKept ? 1 : 0))
            result[index] = reached
        }
        guard let length = ends.last else { return [] }
        // Back again: what was pushed beyond the stack's end takes its room from the parts before.
        var limit = length
        for (index, isKept) in zip(result.indices, kept).reversed() {
            result[index] = min(result[index], limit)
            limit = result[index] - (isKept ? 1 : 0)
        }
        return result
    }

    /// Which parts can have a pixel in a stack of so many: those that are not 0, or the largest of them.
    static func kept(_ sizes: [Double], length: Double) -> [Bool] {
        let seen = sizes.indices.filter { sizes[$0] > 0 }
        var kept = [Bool](repeating: false, count: sizes.count)
        let room = Int(max(0, length))
        if seen.count <= room {
            for index in seen { kept[index] = true }
        } else {
            // Of equal ones the first: the same picture each time.
            for index in seen.sorted(by: { (sizes[$1], $0) < (sizes[$0], $1) }).prefix(room) { kept[index] = true }
        }
        return kept
    }
}
