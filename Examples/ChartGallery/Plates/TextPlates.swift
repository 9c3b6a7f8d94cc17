import ChartRendering

/// Charts without pictures.
enum TextPlates {
    static let all = [braille]

    static let braille = Plate(
        "braille", "In the terminal",
        "Any chart as text, for logs and for terminals that show no pictures; a `BrailleChart`, which has colours when wanted."
    ) {
        let train = Sample.loss(steps: 400, noise: 0.04, seed: 201)
        let validation = Sample.loss(steps: 400, to: 0.5, noise: 0.02, seed: 202)
        // snippet: braille
        let chart = LineChart(
            title: "Loss", xLabel: "Step",
            series: [ChartSeries(name: "train", values: train), ChartSeries(name: "validation", values: validation)])
        return try BrailleChart(columns: 76, rows: 14, hasColors: false).text(of: chart)
        // end of snippet
    }
}
