/// A chart that lies in the folder for charts.
struct MadeChart: Hashable, Sendable {
    /// Its file's name.
    let name: ChartName
    /// What it shows: the column, or whose images.
    let title: String
    /// Its picture's size.
    let size: PictureSize

    /// Where browsers find it.
    var address: String { "/charts/\(name)" }
}
