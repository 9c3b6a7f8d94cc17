/// What a chart of a size has room for.
struct ChartRoom: Hashable, Sendable {
    let showsTickLabels: Bool
    let showsTitle: Bool
    let showsDetails: Bool
    let legendRows: Int

    init(size: ChartSize) {
        showsTickLabels = size.width >= 120 && size.height >= 80
        showsTitle = size.width >= 120 && size.height >= 120
        showsDetails = size.width >= 240 && size.height >= 180
        // At most about a fifth of the height.
        legendRows = size.width >= 160 && size.height >= 150 ? min(4, max(1, size.height / 100)) : 0
    }
}
