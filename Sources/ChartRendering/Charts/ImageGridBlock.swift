/// The pictures of one step, which stand together under a heading.
struct ImageGridBlock: Hashable, Sendable {
    /// "Step 1,000"; `nil` in a grid whose pictures have no steps.
    let heading: String?
    /// The places of the pictures in the grid, in the order they were given.
    let itemIndices: [Int]

    /// One block for each step, rising; pictures without a step stand last. Without any step all are one block.
    static func blocks(of items: [ImageGridItem]) -> [ImageGridBlock] {
        guard items.contains(where: { $0.step != nil }) else {
            return items.isEmpty ? [] : [ImageGridBlock(heading: nil, itemIndices: Array(items.indices))]
        }
        var indices: [Int: [Int]] = [:]
        var others: [Int] = []
        for (index, item) in items.enumerated() {
            if let step = item.step {
                indices[step, default: []].append(index)
            } else {
                others.append(index)
            }
        }
        var blocks = indices.sorted { $0.key < $1.key }.map { step, members in
            ImageGridBlock(heading: "Step \(TickLabel.grouped(step))", itemIndices: members)
        }
        if !others.isEmpty { blocks.append(ImageGridBlock(heading: "Without a step", itemIndices: others)) }
        return blocks
    }
}
