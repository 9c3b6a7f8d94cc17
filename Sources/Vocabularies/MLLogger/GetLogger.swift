import Foundation
public import RegistryCore
public import TrainingLog

/// A logger for a place, as ml-logger names it.
///
/// ```swift
/// let experiment = try getLogger("./debug_logs")
/// ```
///
/// - Parameters:
///   - place: A folder, which becomes the folder of all logs: `./runs`, `/data/runs`, `file:///data/runs`. Others, `s3://…`, `gs://…` and
///     addresses of servers, are refused: this build keeps files in folders only.
///   - store: The registry's store. Default: none; then there are only files.
///   - configuration: How the logger works; its `logsRoot` is the place.
/// - Throws: ``RegistryError`` with `unsupported` for a place that is no folder, `invalidArgument` for none at all.
public func getLogger(
    _ place: String, store: (any RecordWriter)? = nil, configuration: LoggerConfiguration = LoggerConfiguration()
) throws(RegistryError) -> MLLogger {
    var configuration = configuration
    configuration.logsRoot = try LoggerPlace.folder(of: place)
    return try MLLogger(store: store, configuration: configuration)
}

/// Where a logger's files may lie.
enum LoggerPlace {
    /// The folder that a place means; see ``getLogger(_:store:configuration:)``.
    static func folder(of place: String) throws(RegistryError) -> String {
        guard !place.isEmpty, !place.utf8.contains(0) else {
            throw RegistryError(.invalidArgument, "A logger needs the path of a folder, such as ./runs.")
        }
        guard let colon = place.range(of: "://") else { return place }
        let scheme = place[..<colon.lowerBound].lowercased()
        let rest = String(place[colon.upperBound...])
        if scheme == "file", rest.hasPrefix("/") { return rest }
        let kind =
            switch scheme {
            case "s3": "Amazon S3"
            case "gs", "gcs", "gcp": "Google Cloud Storage"
            case "http", "https", "ml-dash", "ml_dash": "a server"
            default: "\(String(scheme.prefix(20)))://"
            }
        throw RegistryError(
            .unsupported,
            "Files on \(kind) are not in this build. Name a folder, such as ./runs; numbers go to a store, such as "
                + "sqlite:registry.sqlite, also from many machines to one MongoDB.")
    }
}
