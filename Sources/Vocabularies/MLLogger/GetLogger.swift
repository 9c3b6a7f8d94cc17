public import FileStorage
public import RegistryCore
public import TrainingLog

/// A logger for a place, as ml-logger names it.
///
/// ```swift
/// let experiment = try getLogger("./debug_logs")
/// let shared = try getLogger("s3://experiments/runs")
/// ```
///
/// A bucket has the files that are saved: as they are on this machine, at `<folder>/files/<name>` below what the address names. The journal, and what is
/// made to be looked at here, lie in the configuration's `logsRoot` as for any logger. Who asks for a file that this machine has not gets the
/// bucket's.
///
/// Nothing is asked of a bucket before something is saved or loaded. Keys come from the environment, from `~/.aws` or from the machine's role
/// (`CredentialSource.standard`); `AWS_REGION` and `AWS_ENDPOINT_URL_S3`, or `AWS_DEFAULT_REGION` and `AWS_ENDPOINT_URL`, say where the bucket is.
/// Google's are asked with the service account that `GOOGLE_APPLICATION_CREDENTIALS` names. A MongoDB database has the files in GridFS's form; its
/// address is MongoDB's own, with a folder behind the database.
///
/// - Parameters:
///   - place: A folder, which becomes the folder of all logs: `./runs`, `/data/runs`, `file:///data/my%20runs`. Or a bucket and a folder in
///     it: `s3://bucket/runs`, `gs://bucket/runs`. Or a MongoDB database: `mongodb://host/database/runs`. Addresses of other servers, and
///     whatever else begins as `scheme:/`, are refused; a folder of such a name is written `./scheme:/…`.
///   - store: The registry's store. Default: none; then there are only files.
///   - configuration: How the logger works; its `logsRoot` is the place when that is a folder.
///   - statisticsWindow: Of how many values of a metric statistics are. Default: ``RollingStatistics/usualWindow``.
///   - keptValues: How many values of a metric are kept, as ``MLLogger/init(logDir:store:configuration:statisticsWindow:keptValues:)`` says. Default:
///     10,000.
/// - Throws: ``RegistryError`` with `unsupported` for a place that is neither, `invalidArgument` for none at all, for one that names no bucket,
///   for a `%` in a `file:` address that stands for nothing, and for a window or a number of kept values that is none.
public func getLogger(
    _ place: String, store: (any RecordWriter)? = nil, configuration: LoggerConfiguration = LoggerConfiguration(),
    statisticsWindow: Int = RollingStatistics.usualWindow, keptValues: Int = 10_000
) throws(RegistryError) -> MLLogger {
    switch try FilePlace.ofLogger(place) {
    case .folder(let folder):
        var configuration = configuration
        configuration.logsRoot = folder
        return try MLLogger(
            store: store, configuration: configuration, statisticsWindow: statisticsWindow, keptValues: keptValues)
    case .store(let files):
        return try getLogger(
            filesIn: files, store: store, configuration: configuration, statisticsWindow: statisticsWindow,
            keptValues: keptValues)
    }
}

/// A logger that also keeps the files that are saved in a store of files; see ``getLogger(_:store:configuration:statisticsWindow:keptValues:)``.
///
/// - Parameters:
///   - files: Where the files go, such as an `S3FileStore` that is made with keys of its own.
///   - store: The registry's store. Default: none; then there are only files.
///   - configuration: How the logger works.
///   - statisticsWindow: As of ``getLogger(_:store:configuration:statisticsWindow:keptValues:)``.
///   - keptValues: As there.
/// - Throws: ``RegistryError`` with `invalidArgument` for a window or a number of kept values that is none.
public func getLogger(
    filesIn files: any FileStore, store: (any RecordWriter)? = nil,
    configuration: LoggerConfiguration = LoggerConfiguration(),
    statisticsWindow: Int = RollingStatistics.usualWindow, keptValues: Int = 10_000
) throws(RegistryError) -> MLLogger {
    for size in [statisticsWindow, keptValues] { _ = try RollingStatistics(window: size) }
    return MLLogger(
        MLSetup(
            logDir: "", openStore: store.map { store in { @Sendable in store } }, configuration: configuration,
            window: statisticsWindow, keptValues: keptValues, files: files))
}
