import ArgumentParser
import ArtifactRegistry
import ChartRendering
import RegistryCharts
import RegistryCore

/// `visual-backend chart`: metrics of runs as a PNG file, or as a picture in the terminal.
struct ChartCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chart", abstract: "Draws metrics of runs, into a PNG file or in the terminal.",
        discussion: """
            Example: visual-backend chart --filter 'experiment = "DigitsClassifier"' --metric Loss --smooth 0.6 --log-y \
            -o loss.png

            With --server the runs are those of a running server: visual-backend chart --server https://tracker.lab \
            --token-file token --filter 'name ~ "^first"' --metric Loss -o loss.png
            """)

    @OptionGroup var source: SourceOptions
    @OptionGroup var look: ChartLookOptions

    @Option(
        name: .customLong("run"), help: ArgumentHelp("One run's identifier, 32 hexadecimal digits.", valueName: "id"))
    var runID: String?

    // Without a condition on what follows, here and below: -1 is a number, if not one that is taken, and no option.
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Which runs, as a condition. Default: the newest ones.", valueName: "expression"))
    var filter: String?

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp("A metric's name; may be given again.", valueName: "name"))
    var metric: [String] = []

    @Option(help: "The kind: lines, scatter, bars or parallel.")
    var kind = ChartKind.lines

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Along the axis: step, time, relative, or a metric's name.", valueName: "what"))
    var x = "step"

    @Option(
        parsing: .unconditional, help: ArgumentHelp("The weight of smoothing, from 0 to below 1.", valueName: "weight"))
    var smooth = 0.0

    @Flag(help: "Spreads the horizontal axis logarithmically.")
    var logX = false

    @Flag(help: "Spreads the vertical axis logarithmically.")
    var logY = false

    @Flag(help: "Leaves values far from the rest out of the axis, and says so.")
    var clipOutliers = false

    @Option(parsing: .unconditional, help: "At most so many runs, the newest first.")
    var maxRuns = 20

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp(
            "The PNG file to write; - for the standard output. Default: the terminal.", valueName: "file"))
    var output: String?

    func validate() throws {
        guard !metric.isEmpty else { throw ValidationError("--metric names what to draw.") }
        guard runID == nil || filter == nil else { throw ValidationError("Give --run or --filter, not both.") }
        guard output == nil || look.terminal == nil else {
            throw ValidationError("Give -o for a file or --terminal, not both.")
        }
    }

    func run() async throws {
        try await Failure.reporting {
            if let server = source.server, try await drawAtServer(server) { return }
            let query = try query()
            // What cannot be shown need not be drawn.
            let destination = try ChartDestination(output, look)
            let registry = try await registry(for: query)
            let chart: any Chart
            do {
                chart = try await kind.chart(query, from: registry.charts)
                await registry.close()
            } catch {
                await registry.close()
                throw error
            }
            try destination.show(chart)
        }
    }

    /// Has the server draw what it can draw, into a file; `false` for anything else.
    private func drawAtServer(_ server: String) async throws -> Bool {
        guard let output,
            let chart = try ServerChart(
                run: runID, metrics: metric, kind: kind, x: x, smooth: smooth, logX: logX, logY: logY,
                clipsOutliers: clipOutliers, look: look)
        else { return false }
        let file = try OutputFile(output)
        try file.write(try await source.withClient(of: server) { try await $0.get(chart.path) })
        return true
    }

    /// Where the runs are: in the store, or what a server has of them.
    private func registry(for query: ChartQuery) async throws -> DataManager {
        guard let server = source.server else { return try await source.storeOptions.openExisting() }
        var metrics = query.metrics
        if case .metric(let name) = query.along { metrics.append(name) }
        return DataManager(
            store: try await source.withClient(of: server) { client in
                try await ServerRuns(client: client).store(
                    expression: filter, run: runID.flatMap(RunID.init), metrics: metrics, ofFirst: maxRuns)
            })
    }

    private func query() throws(RegistryError) -> ChartQuery {
        var query = ChartQuery(metrics: metric)
        if let runID {
            guard let id = RunID(runID) else {
                throw RegistryError(.invalidArgument, "--run is a run's identifier: 32 hexadecimal digits.")
            }
            query = ChartQuery(metrics: metric, of: id)
        }
        // A server reads the condition itself, and gives only the runs that match.
        if let filter, source.server == nil { query.runs = try Filter(expression: filter, in: .runs) }
        query.maximumRuns = maxRuns
        query.smoothing = smooth
        query.clipsOutliers = clipOutliers
        query.xScale = logX ? .logarithmic : .linear
        query.yScale = logY ? .logarithmic : nil
        query.along =
            switch x {
            case "step": .step
            case "time": .wallTime
            case "relative": .relativeTime
            default: .metric(x)
            }
        return query
    }
}
