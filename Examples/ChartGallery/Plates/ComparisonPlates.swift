import ChartRendering

/// Many runs in one picture.
enum ComparisonPlates {
    static let lines = [many]
    static let runs = [parallel, multiples]

    static let many = Plate(
        "many", "Thirty runs",
        "Ten colours, which come again with dashes, and a legend that says how many more there are; any `LineChart`."
    ) { theme in
        let losses: [[Double]] = (0..<30).map { run in
            let last: Double = 0.15 + Double(run) * 0.035
            let halfway: Double = 0.05 + Double(run % 7) * 0.02
            return Sample.loss(steps: 60, to: last, halfway: halfway, noise: 0.004, seed: UInt64(110 + run))
        }
        // snippet: many
        let chart = LineChart(
            title: "A sweep of thirty runs", xLabel: "Epoch", yLabel: "Loss",
            series: losses.enumerated().map { ChartSeries(name: "run \($0 + 1)", values: $1) }, markers: .never)
        return try chart.png(size: .plate(width: 560, height: 360), theme: theme)
        // end of snippet
    }

    static let parallel = Plate(
        "parallel", "Parallel coordinates",
        "Which parameters go with which results in 16 runs, coloured by the last axis: few values have a tick each, rates are spread by ratios; a `ParallelCoordinates`."
    ) { theme in
        let trials = Sample.trials(16)
        // snippet: parallel
        let chart = ParallelCoordinates(
            title: "Search for parameters",
            axes: [
                ParallelAxis("optimizer", categories: trials.map(\.optimizer)),
                ParallelAxis("learning rate", numbers: trials.map(\.rate)),
                ParallelAxis("batch size", numbers: trials.indices.map { [32, 64, 128][$0 % 3] }),
                ParallelAxis("dropout", numbers: trials.enumerated().map { $0 % 9 == 3 ? nil : $1.dropout }),
                ParallelAxis("accuracy", numbers: trials.map(\.accuracy)),
            ],
            colorAxis: 4)
        return try chart.png(size: .plate(width: 520), theme: theme)
        // end of snippet
    }

    static let multiples = Plate(
        "multiples", "Small multiples",
        "Charts beside each other with common axes and one legend; a `SmallMultiples` of `ChartPanel`s."
    ) { theme in
        // snippet: multiples
        let panels = ["airplane", "bird", "cat", "deer", "frog", "ship"].enumerated().map { index, name in
            let runs = ["CNN", "ViT"].map { model in
                ChartSeries(name: model, values: Sample.accuracy(of: model, class: index))
            }
            return ChartPanel(title: name, LineChart(series: runs, markers: .never))
        }
        let chart = SmallMultiples(title: "Accuracy by class", panels: panels, sharing: .both)
        return try chart.png(size: .plate(width: 560, height: 360), theme: theme)
        // end of snippet
    }
}

extension Sample {
    /// The accuracy of a model in one class of pictures.
    static func accuracy(of model: String, class index: Int) -> [Double] {
        let loss: Double = model == "CNN" ? 0.06 : 0.03
        let seed = UInt64(150 + index * 2 + (model == "CNN" ? 0 : 1))
        return accuracy(epochs: 40, limit: 0.95 - Double(index) * loss, halfway: 4, seed: seed)
    }
}
