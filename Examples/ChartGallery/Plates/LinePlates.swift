import ChartRendering

/// Lines over steps.
enum LinePlates {
    static let all = [runs, smoothed, bands, spike, gaps, outliers]

    static let runs = Plate(
        "runs", "Several runs", "Accuracies of four runs with a dot for each epoch; a `LineChart` of `ChartSeries`."
    ) { theme in
        let runs = [
            ("adam, 1e-3", 0.985, 1.1), ("adam, 1e-4", 0.965, 3.0), ("sgd, momentum 0.9", 0.95, 4.4),
            ("sgd", 0.91, 8.0),
        ]
        let accuracies = runs.enumerated().map { seed, run in
            (run.0, Sample.accuracy(epochs: 24, limit: run.1, halfway: run.2, seed: UInt64(seed)))
        }
        // snippet: runs
        let chart = LineChart(
            title: "Accuracy on the validation set", xLabel: "Epoch", yLabel: "Accuracy",
            series: accuracies.map { ChartSeries(name: $0, values: $1) })
        return try chart.png(size: .plate(), theme: theme)
        // end of snippet
    }

    static let smoothed = Plate(
        "smoothed", "Smoothed over raw",
        "Noisy losses as exponential averages, with the raw values paler behind; `LineChart.smoothing`."
    ) { theme in
        let train = Sample.loss(steps: 2_000, noise: 0.22, seed: 11)
        let validation = Sample.loss(steps: 2_000, to: 0.42, noise: 0.16, seed: 12)
        // snippet: smoothed
        let chart = LineChart(
            title: "Loss", xLabel: "Step", yLabel: "Cross entropy",
            series: [ChartSeries(name: "train", values: train), ChartSeries(name: "validation", values: validation)],
            smoothing: try ExponentialAverage(weight: 0.97))
        return try chart.png(size: .plate(), theme: theme)
        // end of snippet
    }

    static let bands = Plate(
        "bands", "Bands over seeds",
        "The mean of eight seeds each, and from the smallest to the largest of them; a `LineBand` behind each line."
    ) { theme in
        let methods = ["PPO", "SAC", "TD3"].enumerated().map { index, name in (name, seeds(of: index)) }
        // snippet: bands
        let chart = LineChart(
            title: "Return of eight seeds", xLabel: "Episode", yLabel: "Return",
            series: methods.map { name, seeds in ChartSeries(name: name, points: mean(of: seeds)) },
            bands: methods.enumerated().map { LineBand(envelopeOf: $1.1, seriesIndex: $0) })
        return try chart.png(size: .plate(), theme: theme)
        // end of snippet
    }

    static let spike = Plate(
        "spike", "One spike in a million points",
        "A million gradient norms of which one is large; a `LineChart` never loses an extreme of its points."
    ) { theme in
        // snippet: spike
        let chart = LineChart(
            title: "Gradient norm", xLabel: "Step", yLabel: "L2 norm",
            series: [ChartSeries(name: "encoder", values: norms)])
        return try chart.png(size: .plate(), theme: theme)
        // end of snippet
    }

    static let gaps = Plate(
        "gaps", "NaN and infinities",
        "A loss that diverged: crosses stand for NaN, triangles for infinities, and the note counts them; any `LineChart`."
    ) { theme in
        var loss = Sample.loss(steps: 120, noise: 0.06, seed: 21)
        for step in 30..<36 { loss[step] = .nan }
        for step in 70..<73 { loss[step] = .infinity }
        loss[95] = -.infinity
        // snippet: gaps
        let chart = LineChart(
            title: "Loss in half precision", xLabel: "Step", yLabel: "Loss",
            series: [ChartSeries(name: "float16", values: loss)])
        return try chart.png(size: .plate(), theme: theme)
        // end of snippet
    }

    static let outliers = Plate(
        "outliers", "Without outliers",
        "An axis that a few extreme values do not stretch: they leave the plot where a triangle marks them; `LineChart.yRange`."
    ) { theme in
        var loss = Sample.loss(steps: 400, noise: 0.05, seed: 31)
        for (step, value) in [(42, 90.0), (150, 240), (151, 35), (300, 1_200)] { loss[step] = value }
        // snippet: outliers
        let chart = LineChart(
            title: "Loss with a few bad batches", xLabel: "Step", yLabel: "Loss",
            series: [ChartSeries(name: "train", values: loss)], yRange: .withoutOutliers)
        return try chart.png(size: .plate(), theme: theme)
        // end of snippet
    }

    /// Made once, because all of the others together take less time.
    private static let norms = Sample.norms(1_000_000, spikeAt: 618_034)

    /// The returns of eight seeds of a method.
    private static func seeds(of method: Int) -> [[ChartPoint]] {
        (0..<8).map { seed in
            var random = Noise(UInt64(method * 8 + seed) + 100)
            let limit = [420.0, 360, 290][method] * (1 + 0.08 * random.normal())
            let halfway = [40.0, 22, 30][method] * (1 + 0.2 * random.unit())
            let drift = random.walk(201, step: 2.5)
            return drift.enumerated().map { episode, noise in
                let place = Double(episode)
                return ChartPoint(x: place * 5, y: limit * place / (place + halfway) + noise * min(1, place / 20))
            }
        }
    }

    private static func mean(of curves: [[ChartPoint]]) -> [ChartPoint] {
        (curves.first ?? []).indices.map { index in
            let values = curves.map { $0[index].y }
            return ChartPoint(x: curves[0][index].x, y: values.reduce(0, +) / Double(values.count))
        }
    }
}

extension Sample {
    /// Norms of gradients of which one is large.
    static func norms(_ count: Int, spikeAt spike: Int) -> [Double] {
        var random = Noise(41)
        return (0..<count).map { step in
            if step == spike { return 14 }
            let calm = 1.2 + 2.4 / (1 + 12 * Double(step) / Double(count))
            return calm * (0.75 + 0.5 * random.unit())
        }
    }
}
