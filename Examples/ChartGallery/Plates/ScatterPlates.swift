import ChartRendering

/// Dots.
enum ScatterPlates {
    static let all = [colored, crowd]

    static let colored = Plate(
        "scatter", "Scatter with a third number",
        "How the learning rate and the width of 100 runs go with their loss, which is the colour; a `ScatterChart` with `values`."
    ) { theme in
        let trials = Sample.trials(100)
        // snippet: scatter
        let chart = ScatterChart(
            title: "100 trials", xLabel: "Learning rate", yLabel: "Hidden units",
            series: [
                ScatterSeries(x: trials.map(\.rate), y: trials.map(\.units), values: trials.map(\.loss))
            ],
            xScale: .logarithmic)
        return try chart.png(size: .plate(), theme: theme)
        // end of snippet
    }

    static let crowd = Plate(
        "crowd", "A crowd and its outliers",
        "Forty thousand points by their density, and still every single one away from them; any `ScatterChart`."
    ) { theme in
        // snippet: crowd
        let chart = ScatterChart(
            title: "Embedding", xLabel: "First component", yLabel: "Second component",
            series: classes.map { ScatterSeries(name: $0, points: $1) })
        return try chart.png(size: .plate(), theme: theme)
        // end of snippet
    }

    /// Made once, because it takes its time.
    private static let classes = [
        ("cats", Sample.cluster(20_000, x: 0, y: 0, seed: 71)),
        ("dogs", Sample.cluster(20_000, x: 3.2, y: 1.4, seed: 72)),
    ]
}

extension Sample {
    /// A trial of a search: parameters and result.
    struct Trial {
        var rate: Double
        var units: Double
        var dropout: Double
        var optimizer: String
        var loss: Double
        var accuracy: Double
    }

    /// Trials with rates from 10⁻⁵ to 10⁻¹; the best are near 10⁻³ and wide.
    static func trials(_ count: Int) -> [Trial] {
        var random = Noise(70)
        return (0..<count).map { _ in
            let exponent = Int(random.unit() * 4)
            let rate = power(10, exponent - 5) * (1 + 9 * random.unit())
            let units = (16 + 496 * random.unit()).rounded()
            let dropout = (random.unit() * 50).rounded() / 100
            let optimizer = ["adam", "sgd", "lion"][Int(random.unit() * 3)]
            // How far from 10⁻³, in powers of ten and roughly.
            let far = max(rate / 1e-3, 1e-3 / rate) - 1
            let badness = far / (far + 8) + 0.25 * (1 - units / 512) + 0.3 * dropout * dropout
            let loss = 0.18 + 1.3 * badness * (optimizer == "sgd" ? 1.25 : 1) + 0.03 * abs(random.normal())
            return Trial(
                rate: rate, units: units, dropout: dropout, optimizer: optimizer, loss: loss,
                accuracy: max(0.1, 0.99 - 0.42 * loss + 0.012 * random.normal()))
        }
    }

    /// Points around a middle, and a few far away.
    static func cluster(_ count: Int, x: Double, y: Double, seed: UInt64) -> [ChartPoint] {
        var random = Noise(seed)
        return (0..<count).map { index in
            let wide = index % 2_000 == 7 ? 4.0 : 1
            let first = random.normal() * wide
            return ChartPoint(x: x + first, y: y + (0.55 * first + 0.6 * random.normal() * wide))
        }
    }
}
