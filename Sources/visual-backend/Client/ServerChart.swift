import Foundation
import RegistryCore

/// A chart that a server draws: one metric of one run.
struct ServerChart {
    /// Where the server has it.
    let path: String

    /// - Throws: ``RegistryError`` with `unsupported` for what servers do not draw, `invalidArgument` for a run's identifier
    ///   that is none.
    init(
        run: String?, metrics: [String], kind: ChartKind, x: String, smooth: Double, logX: Bool, logY: Bool,
        clipsOutliers: Bool, look: ChartLookOptions
    ) throws(RegistryError) {
        guard let run, metrics.count == 1, let metric = metrics.first, case .lines = kind, !logX,
            ["step", "time", "relative"].contains(x)
        else {
            throw RegistryError(
                .unsupported,
                "A server draws one metric of one run (--run, --metric) as lines along step, time or relative, without "
                    + "--log-x. For more, open its store, or its pages.")
        }
        guard let id = RunID(run) else {
            throw RegistryError(.invalidArgument, "--run is a run's identifier: 32 hexadecimal digits.")
        }
        let fields = [
            ("metric", metric), ("x", x), ("y", logY ? "log" : "linear"), ("smooth", "\(smooth)"),
            ("clip", clipsOutliers ? "1" : "0"), ("theme", look.dark ? "dark" : "light"), ("width", "\(look.width)"),
            ("height", "\(look.height)"), ("scale", "\(look.scale)"),
        ]
        path = "/api/v1/runs/\(id)/chart?" + fields.map { "\($0.0)=\(Self.encoded($0.1))" }.joined(separator: "&")
    }

    private static func encoded(_ text: String) -> String {
        let plain = CharacterSet(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
        return text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
    }
}
