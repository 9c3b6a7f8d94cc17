import ChartRendering

/// The kinds of axes.
enum AxisPlates {
    static let all = [logarithmic, symmetric, time, duration]

    static let logarithmic = Plate(
        "logarithmic", "Logarithmic axes",
        "Equal ratios equally far apart, with lines at 2 and 5 times the powers of ten where there is room; `LineChart.yScale`."
    ) { theme in
        // snippet: logarithmic
        let chart = LineChart(
            title: "Error of the solver", xLabel: "Iteration", yLabel: "Residual",
            series: [
                ChartSeries(name: "gradient descent", values: Sample.residuals(500, falling: 0.985, seed: 51)),
                ChartSeries(name: "conjugate gradients", values: Sample.residuals(500, falling: 0.955, seed: 52)),
            ],
            yScale: .logarithmic)
        return try chart.png(size: .plate(), theme: theme)
        // end of snippet
    }

    static let symmetric = Plate(
        "symmetric", "Symmetric-logarithmic axes",
        "Values of many magnitudes and both signs, with 0 among them; `ScaleKind.symmetricLogarithmic(fitting:)`."
    ) { theme in
        let updates = Sample.updates(500, seed: 53)
        // snippet: symmetric
        let chart = LineChart(
            title: "Update of one weight", xLabel: "Step", yLabel: "Update",
            series: [ChartSeries(name: "w[0]", values: updates)],
            yScale: .symmetricLogarithmic(fitting: updates))
        return try chart.png(size: .plate(), theme: theme)
        // end of snippet
    }

    static let time = Plate(
        "time", "Time",
        "Temperatures of two GPUs over three days, with the date where it changes; `ScaleKind.time`."
    ) { theme in
        let readings = (0..<2).map { Sample.temperatures(gpu: $0) }
        // snippet: time
        let chart = LineChart(
            title: "Temperature", xLabel: "Time (UTC)", yLabel: "°C",
            series: readings.enumerated().map { ChartSeries(name: "GPU \($0)", points: $1) }, xScale: .time)
        return try chart.png(size: .plate(), theme: theme)
        // end of snippet
    }

    static let duration = Plate(
        "duration", "Time since the start",
        "Three machines laid over each other by their own beginnings; `LoggedPoint.points(_:over:)` and `ScaleKind.duration`."
    ) { theme in
        let machines = [("A100", 1.0), ("RTX 4090", 1.45), ("T4", 4.1)]
        // snippet: duration
        let chart = LineChart(
            title: "Accuracy", xLabel: "Since the start", yLabel: "Accuracy",
            series: machines.map { name, slowness in
                let points = Sample.logged(slowness: slowness)
                return ChartSeries(name: name, points: LoggedPoint.points(points, over: .relativeTime))
            },
            xScale: .duration)
        return try chart.png(size: .plate(), theme: theme)
        // end of snippet
    }
}

extension Sample {
    /// Residuals that fall by a factor each time, down to what doubles can tell apart.
    static func residuals(_ count: Int, falling factor: Double, seed: UInt64) -> [Double] {
        var random = Noise(seed)
        var value = 12.0
        return (0..<count).map { _ in
            value *= factor
            return max(value, 2e-9) * (0.85 + 0.3 * random.unit())
        }
    }

    /// Updates of both signs whose magnitude falls from hundreds to thousandths, some of them 0.
    static func updates(_ count: Int, seed: UInt64) -> [Double] {
        var random = Noise(seed)
        var size = 900.0
        return (0..<count).map { step in
            size *= 0.978
            return step % 50 == 0 ? 0 : size * wave(Double(step) / 100) * (0.7 + 0.6 * random.unit())
        }
    }

    /// A reading each hour from 2026-03-27 20:00 UTC on, warmer by day.
    static func temperatures(gpu: Int) -> [ChartPoint] {
        var random = Noise(UInt64(60 + gpu))
        return (0..<72).map { index in
            let day = Double(index) / 24
            let load = Int(day * 8 + Double(gpu)) % 3 == 0 ? -14.0 : 0
            let value = 66 + Double(gpu) * 5 + 6 * wave(day - 0.15) + load + 0.8 * random.normal()
            return ChartPoint(x: 1_774_641_600 + Double(index) * 3_600, y: value)
        }
    }

    /// Accuracies with the times at which they were logged.
    static func logged(slowness: Double) -> [LoggedPoint] {
        let values = accuracy(epochs: 24, limit: 0.94, halfway: 3.5, noise: 0.004, seed: UInt64(slowness * 100))
        return values.enumerated().map { epoch, value in
            let time = 1_774_641_600 + 7_919 * slowness + Double(epoch) * 160 * slowness
            return LoggedPoint(step: Double(epoch), wallTime: time, value: value)
        }
    }
}
