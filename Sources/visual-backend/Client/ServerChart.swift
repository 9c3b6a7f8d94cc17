import RegistryCore
import RegistryWeb

/// A chart that a server draws: one metric of one run.
struct ServerChart {
    /// Where the server has it.
    let path: String

    /// `nil` for what servers do not draw.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for a run's identifier that is none.
    init?(
        run: String?, metrics: [String], kind: ChartKind, x: String, smooth: Double, logX: Bool, logY: Bool,
        clipsOutliers: Bool, look: ChartLookOptions
    ) throws(RegistryError) {
        guard let run, metrics.count == 1, let metric = metrics.first, case .lines = kind, !logX,
            ["step", "time", "relative"].contains(x)
        else { return nil }
        guard let id = RunID(run) else {
            throw RegistryError(.invalidArgument, "--run is a run's identifier: 32 hexadecimal digits.")
        }
        let fields = [
            ("metric", metric), ("x", x), ("y", logY ? "log" : "linear"), ("smooth", "\(smooth)"),
            ("clip", clipsOutliers ? "1" : "0"), ("theme", look.dark ? "dark" : "light"), ("width", "\(look.width)"),
            ("height", "\(look.height)"), ("scale", "\(look.scale)"),
        ]
        path =
            "/api/v1/runs/\(id)/chart?" + fields.map { "\($0.0)=\(PathSegment.encoded($0.1))" }.joined(separator: "&")
    }
}
