extension ChartsPanel.Figure {
    /// The figures of charts in the looks of ``ChartLook/all(for:)``.
    static func figures(of charts: [[MadeChart]], theme: Theme) -> [Self] {
        guard let first = charts.first else { return [] }
        return first.enumerated().map { index, chart in
            Self(
                chartAddress: chart.address, darkAddress: charts.count > 1 ? charts[1][index].address : nil,
                chartTitle: chart.title, chartWidth: chart.size.width, chartHeight: chart.size.height)
        }
    }
}
