import ChartRendering
import RegistryCharts
import RegistryCore

/// How the picture of a run's metric is drawn, by the fields that the plots of the run's page have in their address too.
///
/// - `x`: `step` (unless said), `time` in UTC or `relative`, the time since the run began.
/// - `y`: `linear` (unless said), `log` or `symlog`.
/// - `smooth`: the weight of an average by distance, from 0 (unless said) to below 1; the raw curve is paler behind.
/// - `clip`: `1` leaves outliers out of the axis' range and marks them.
struct RunChartLook: Sendable {
    private enum Along: String { case step, time, relative }

    private enum Values: String { case linear, log, symlog }

    private let along: Along
    private let values: Values
    private let smoothing: ExponentialAverage?
    private let clipsOutliers: Bool

    /// The fields, as the API's document lists them.
    static let parameters: [Parameter] = [
        .choice("x", ["step", "time", "relative"], "What the metric is drawn along; step unless said."),
        .choice("y", ["linear", "log", "symlog"], "The axis of values; linear unless said."),
        .text("smooth", "The weight of the average drawn over the curve, from 0 to below 1; 0 unless said."),
        .choice("clip", ["0", "1"], "1 leaves outliers out of the axis' range and marks them; 0 unless said."),
    ]

    /// - Throws: ``RegistryError`` with `invalidArgument`, which names the field.
    init(_ fields: FormFields) throws(RegistryError) {
        guard let along = Along(rawValue: fields["x"] ?? "step") else {
            throw RegistryError(.invalidArgument, "x is step, time or relative.")
        }
        guard let values = Values(rawValue: fields["y"] ?? "linear") else {
            throw RegistryError(.invalidArgument, "y is linear, log or symlog.")
        }
        guard let weight = Double(fields["smooth"] ?? "0") else {
            throw RegistryError(.invalidArgument, "smooth is a number from 0 to below 1.")
        }
        do {
            let average = try ExponentialAverage(weight: weight, kind: .byDistance)
            smoothing = weight > 0 ? average : nil
        } catch {
            throw RegistryError(error)
        }
        guard let clips = ["0": false, "1": true][fields["clip"] ?? "0"] else {
            throw RegistryError(.invalidArgument, "clip is 0 or 1.")
        }
        self.along = along
        self.values = values
        clipsOutliers = clips
    }

    /// A line of a chart.
    struct Line: Sendable {
        /// What a store answered; `nil` for a run without the metric, whose colour no other run takes.
        let answer: SeriesAnswer?
        /// What it is called in the legend.
        let name: String
        /// Where the time since its run's start begins.
        let start: WallTime
    }

    /// The chart of what a store answered.
    func chart(of answer: SeriesAnswer, metric: String, run: String, since start: WallTime) -> LineChart {
        chart(of: [Line(answer: answer, name: run, start: start)], metric: metric)
    }

    /// The chart of one metric of several runs.
    func chart(of lines: [Line], metric: String) -> LineChart {
        let (place, label, xScale): (ChartQuery.Along, String, ScaleKind) =
            switch along {
            case .step: (.step, "step", .linear)
            case .time: (.wallTime, "time (UTC)", .time)
            case .relative: (.relativeTime, "time since start", .duration)
            }
        var unseen = UnseenPoints()
        for line in lines { unseen.loggedAgain += line.answer?.repeatedSteps ?? 0 }
        let series = lines.map { line in
            line.answer.map { SeriesChart($0).series(named: line.name, along: place, since: line.start) }
                ?? ChartSeries(name: "", points: [])
        }
        return LineChart(
            title: metric, xLabel: label, series: series, xScale: xScale, yScale: yScale(for: lines),
            yRange: clipsOutliers ? .withoutOutliers : .all, smoothing: smoothing,
            remarks: unseen.remarks)
    }

    private func yScale(for lines: [Line]) -> ScaleKind {
        switch values {
        case .linear: .linear
        case .log: .logarithmic
        case .symlog:
            .symmetricLogarithmic(
                fitting: lines.flatMap { $0.answer?.buckets ?? [] }.flatMap {
                    [$0.first, $0.minimum, $0.maximum, $0.last]
                })
        }
    }
}
