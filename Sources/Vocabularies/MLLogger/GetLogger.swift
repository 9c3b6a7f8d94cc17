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
/// - Throws: ``RegistryError`` with `unsupported` for a place that is neither, `invalidArgument` for none at all, for one that names no bucket
///   and for a `%` in a `file:` address that stands for nothing.
public func getLogger(
    _ place: String, store: (any RecordWriter)? = nil, configuration: LoggerConfiguration = LoggerConfiguration()
) throws(RegistryError) -> MLLogger {
    switch try FilePlace.ofLogger(place) {
    case .folder(let folder):
        var configuration = configuration
        configuration.logsRoot = folder
        return try MLLogger(store: store, configuration: configuration)
    case .store(let files):
        return getLogger(filesIn: files, store: store, configuration: configuration)
    }
}

/// A logger that also keeps the files that are saved in a store of files; see ``getLogger(_:store:configuration:)``.
///
/// - Parameters:
///   - files: Where the files go, such as an `S3FileStore` that is made with keys of its own.
///   - store: The registry's store. Default: none; then there are only files.
///   - configuration: How the logger works.
public func getLogger(
    filesIn files: any FileStore, store: (any RecordWriter)? = nil,
    configuration: LoggerConfiguration = LoggerConfiguration()
) -> MLLogger {
    MLLogger(
        MLSetup(
            logDir: "", openStore: store.map { store in { @Sendable in store } }, configuration: configuration,
            window: RollingStatistics.usualWindow, keptValues: 10_000, files: files))
}
