import ChartRendering

/// Bars.
enum BarPlates {
    static let all = [grouped, errors, stacked, lying, turned]

    static let grouped = Plate(
        "bars", "Grouped bars", "Three variants on four data sets, side by side; a `BarChart` of `BarGroup`s."
    ) { theme in
        // snippet: bars
        let chart = BarChart(
            title: "Accuracy on four data sets", valueLabel: "Accuracy (%)",
            categories: ["MNIST", "SVHN", "CIFAR-10", "CIFAR-100"],
            groups: [
                BarGroup(name: "MLP", values: [98.1, 84.5, 56.2, 27.9]),
                BarGroup(name: "CNN", values: [99.4, 94.7, 88.6, 61.3]),
                BarGroup(name: "ViT", values: [99.2, 95.8, 91.0, 68.4]),
            ])
        return try chart.png(size: .plate(), theme: theme)
        // end of snippet
    }

    static let errors = Plate(
        "error-bars", "Error bars",
        "Means with their deviation over seeds, also below 0; `BarGroup.errors` are the ends of the bars."
    ) { theme in
        // snippet: error-bars
        let means = [1.8, 0.9, -0.4, 2.6, -1.1]
        let deviations = [0.3, 0.5, 0.25, 0.7, 0.4]
        let chart = BarChart(
            title: "Change by augmentation", valueLabel: "Points of accuracy",
            categories: ["flip", "crop", "blur", "mixup", "invert"],
            groups: [
                BarGroup(values: means, errors: zip(means, deviations).map { .init(around: $0, by: $1) })
            ])
        return try chart.png(size: .plate(), theme: theme)
        // end of snippet
    }

    static let stacked = Plate(
        "stacked-bars", "Stacked bars", "What a step is spent on, by batch size; `BarChart.arrangement`."
    ) { theme in
        // snippet: stacked-bars
        let chart = BarChart(
            title: "Time of a step", categoryLabel: "Batch size", valueLabel: "Milliseconds",
            categories: ["16", "32", "64", "128", "256"],
            groups: [
                BarGroup(name: "loading", values: [3, 5, 9, 17, 36]),
                BarGroup(name: "forward", values: [7, 9, 14, 25, 48]),
                BarGroup(name: "backward", values: [12, 16, 26, 47, 92]),
                BarGroup(name: "update", values: [6, 6, 6, 7, 7]),
            ],
            arrangement: .stacked)
        return try chart.png(size: .plate(), theme: theme)
        // end of snippet
    }

    static let lying = Plate(
        "lying-bars", "Lying bars",
        "Names that are too long to stand side by side lie beside their bars by themselves; `BarChart.orientation` decides otherwise."
    ) { theme in
        // snippet: lying-bars
        let layers = [
            "encoder.embedding", "encoder.block1.attention", "encoder.block1.feedforward", "encoder.block2.attention",
            "encoder.block2.feedforward", "decoder.attention", "decoder.feedforward", "head",
        ]
        let chart = BarChart(
            title: "Parameters by layer", valueLabel: "Parameters", categories: layers,
            groups: [
                BarGroup(values: [3_145_728, 1_050_624, 2_099_712, 1_050_624, 2_099_712, 1_576_960, 2_099_712, 51_300])
            ])
        return try chart.png(size: .plate(), theme: theme)
        // end of snippet
    }

    static let turned = Plate(
        "turned-names", "Many bars",
        "Where names do not fit beside each other they are turned, so that all of them are read; any `BarChart`."
    ) { theme in
        let scores = (0..<24).map { run in 0.62 + 0.014 * Double(run) + 0.04 * Sample.wave(Double(run) / 7.3) }
        // snippet: turned-names
        let chart = BarChart(
            title: "A sweep of twenty-four runs", valueLabel: "Accuracy",
            categories: (1...24).map { "sweep-\($0)" }, groups: [BarGroup(values: scores)], orientation: .vertical)
        return try chart.png(size: .plate(width: 560), theme: theme)
        // end of snippet
    }
}
