/// A chart that lies in the folder for charts.
struct MadeChart: Hashable, Sendable {
    /// Its file's name.
    let name: ChartName
    /// What it shows: the column, or the images' tag.
    let title: String

    /// Where browsers find it.
    var address: String { "/charts/\(name)" }
}
