extension ChartsPanel.Figure {
    /// A chart that there is in every look of ``ChartLook/all(for:)``, in that order.
    ///
    /// - Parameter pictures: where each look is and how large; not empty.
    init?(title: String, theme: Theme, pictures: [(address: String, size: PictureSize)]) {
        guard let (address, size) = pictures.first else { return nil }
        // A browser takes the first condition that holds: the one with more conditions stands before the others.
        let alternatives = zip(ChartLook.all(for: theme), pictures).dropFirst().reversed()
        self.init(
            chartAddress: address, chartTitle: VisibleText.short(title), chartWidth: size.width,
            chartHeight: size.height,
            alternatives: alternatives.compactMap { look, picture in
                look.mediaCondition(in: theme).map {
                    ChartsPanel.Alternative(
                        media: $0, address: picture.address, width: picture.size.width, height: picture.size.height)
                }
            })
    }

    /// The figures of charts in the looks of ``ChartLook/all(for:)``.
    static func figures(of charts: [[MadeChart]], theme: Theme) -> [Self] {
        (charts.first ?? []).enumerated().compactMap { index, chart in
            Self(title: chart.title, theme: theme, pictures: charts.map { ($0[index].address, $0[index].size) })
        }
    }
}
