import ChartRendering

/// Distributions.
enum DistributionPlates {
    static let all = [histogram, ridge, overlay]

    static let histogram = Plate(
        "histogram", "Histograms over each other",
        "Weights of three layers in the same bins, chosen by the rule of Freedman and Diaconis; a `HistogramChart`."
    ) { theme in
        var random = Noise(81)
        let layers = [("conv1", 0.0, 0.35), ("conv2", 0.25, 0.18), ("head", -0.5, 0.5)].map { name, mean, deviation in
            (name, random.normals(4_000, mean: mean, deviation: deviation))
        }
        // snippet: histogram
        let chart = HistogramChart(
            title: "Weights after training", xLabel: "Weight", yLabel: "Number",
            series: layers.map { HistogramSeries(name: $0, values: $1) })
        return try chart.png(size: .plate(), theme: theme)
        // end of snippet
    }

    static let ridge = Plate(
        "ridge", "A distribution over steps",
        "Histograms behind each other, the newest in front, as TensorBoard shows them; a `RidgeChart`."
    ) { theme in
        // snippet: ridge
        let rows = Sample.activations(rows: 8)
        let chart = RidgeChart(title: "Activations of the last layer", xLabel: "Activation", yLabel: "Step", rows: rows)
        return try chart.png(size: .plate(), theme: theme)
        // end of snippet
    }

    static let overlay = Plate(
        "ridge-overlay", "A distribution over steps, overlaid",
        "The same histograms on one line, with an axis for the counts and a scale for the steps; `RidgeChart.arrangement`."
    ) { theme in
        // snippet: ridge-overlay
        let rows = Sample.activations(rows: 8)
        let chart = RidgeChart(
            title: "Activations of the last layer", xLabel: "Activation", yLabel: "Number", rows: rows,
            arrangement: .overlay)
        return try chart.png(size: .plate(), theme: theme)
        // end of snippet
    }
}

extension Sample {
    /// Histograms of values that move to the right, and fall into two groups.
    static func activations(rows: Int) -> [RidgeRow] {
        (0..<rows).map { row in
            var random = Noise(UInt64(90 + row))
            let part = Double(row) / Double(max(1, rows - 1))
            let left = random.normals(1_500, mean: -1.1 * part, deviation: 0.75 - 0.3 * part)
            let right = random.normals(1_000, mean: 2.6 * part, deviation: 0.75 - 0.15 * part)
            return RidgeRow(step: Double(row) * 1_000, values: left + right)
        }
    }
}
