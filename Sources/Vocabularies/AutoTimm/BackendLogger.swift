import FileFaults
import Foundation
import RegistryCore
import Synchronization
public import TrainingLog

/// One of a manager's loggers: a ``Logger`` whose files lie where its backend has them.
public final class BackendLogger: Sendable, CustomStringConvertible {
    /// What it was made of.
    public let config: LoggerConfig
    /// What everything is logged with.
    public let logger: Logger
    /// The folder of its files.
    public let folder: String

    private let flushInterval: Int?
    private let stepCount = Mutex(0)
    private let refusedNames = Mutex<Set<String>>([])

    /// The place.
    public var backend: LoggerBackend { config.backend }

    /// - Throws: ``RegistryError`` with `unavailable` when no folder can be made.
    init(
        _ plan: BackendPlan, store: (any RecordWriter)?, configuration: LoggerConfiguration,
        environment: [String: String]
    ) throws(RegistryError) {
        config = plan.config
        let params = config.params
        let place = try VersionFolder(saveDir: plan.saveDir, name: plan.name, version: plan.version)
        var configuration = configuration
        configuration.earlierRuns = plan.earlierRuns(
            than: place, folder: configuration.logsRoot, environment: environment,
            addedSinks: configuration.addedSinks)
        if let runs = plan.runsOfSameVersion(in: place, addedSinks: configuration.addedSinks) {
            configuration.earlierRuns.append(runs)
        }
        configuration.logsRoot = place.root
        plan.tracker?.apply(to: &configuration)
        flushInterval = params["flush_logs_every_n_steps"]?.intValue.flatMap { Int(exactly: $0) }
        logger = Logger(logDir: place.name, store: store, configuration: configuration)
        // A version may have a name that is none of a folder, as `lr=0.1`: the logger says what it is called there.
        folder = logger.folder
        if params["log_graph"] == true {
            logger.report("The graph of a model is not logged: log_graph has no effect.")
        }
        if let remark = plan.tracker?.remark { logger.report(remark) }
        do {
            try VersionNote(
                config: config, place: plan.tracker?.place ?? place.root, hasRegistry: store != nil
            ).write(in: folder)
        } catch {
            logger.report(error.message)
        }
    }

    /// Logs numbers of one step: scalars for TensorBoard, a row of `metrics.csv` for CSV.
    func log(_ values: [String: Double], step: Step) {
        guard logger.isEnabled else { return }
        guard config.backend == .csv else { return logger.logScalars(values, step: step) }
        var record: Document = ["ExperimentName": "metrics", "iteration": .int(step.rawValue)]
        let count = record.count
        for (name, value) in values.sorted(by: { $0.key < $1.key }) where !Self.ownFields.contains(name) {
            record[name] = .double(value)
        }
        if record.count < count + values.count { reportOwnFields(among: values.keys) }
        guard record.count > count else { return }
        logger.logArtifact(record)
        let rowCount = stepCount.withLock { count in
            count += 1
            return count
        }
        if rowCount == 1 { nameTable() }
        if let flushInterval, rowCount.isMultiple(of: flushInterval) {
            do {
                try logger.flush()
            } catch {
                logger.report(error.message)
            }
        }
    }

    /// What a row, or the record that it is made of, has of its own: a number of such a name would move the row to another step, table or
    /// name, or be in none.
    private static let ownFields: Set<String> = FieldName.reserved.union([
        "ExperimentName", "iteration", "ModelName", "ArtifactID", "FileList", "Metadata",
    ])

    private func reportOwnFields(among names: some Sequence<String>) {
        let refused = Self.ownFields.intersection(names)
        let new = refusedNames.withLock { known in
            defer { known.formUnion(refused) }
            return refused.subtracting(known)
        }
        guard !new.isEmpty else { return }
        logger.report(
            "A row of metrics.csv has fields of its own: numbers called \(new.sorted().joined(separator: ", ")) are not in it. "
                + "Choose other names.")
    }

    func logHyperparameters(_ values: [String: Value]) {
        logger.logParameters(ParameterChange(values: values))
        if backend == .tensorboard, config.params["default_hp_metric"] != false {
            logger.logScalar("hp_metric", -1, step: 0)
        }
    }

    /// Lets the table be found as `metrics.csv`. It lies in the folder of the run's tables, under a name with the run's number.
    private func nameTable() {
        let name = logger.csvFileName(of: ["ExperimentName": "metrics"])
        let manager = FileManager.default
        let link = "\(folder)/metrics.csv"
        let new = "\(folder)/.metrics.\(logger.runID)"
        do {
            try manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
            if let kind = try? manager.attributesOfItem(atPath: link)[.type] as? FileAttributeType {
                guard kind == .typeSymbolicLink else {
                    throw RegistryError(.alreadyExists, "Something else has that name.")
                }
            }
            // In the place of that of another run of the same version, which may be doing the same at this moment.
            try manager.createSymbolicLink(atPath: new, withDestinationPath: "data/\(name)")
            guard rename(new, link) == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        } catch {
            try? manager.removeItem(atPath: new)
            let reason = (error as? RegistryError)?.message ?? FileFault.text(of: error)
            logger.report("\(link) cannot be made; the table is \(folder)/data/\(name). \(reason)")
        }
    }

    /// The backend and the folder.
    public var description: String { "\(backend.rawValue): \(folder)" }
}
