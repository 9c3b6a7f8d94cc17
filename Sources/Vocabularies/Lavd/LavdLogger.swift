public import ArgumentParser
import Foundation
public import RegistryCore
public import TrainingLog

/// A ``Logger`` in the words of lavd: what is logged is also a folder of files that people and lavd's server read.
///
/// ```swift
/// let logger = LavdLogger("some-experiment-name", store: registry.store)   // log/some-experiment-name/
/// logger.logScalar(0.8, "accuracy", step: 1)
/// logger.logText("hello world", "greeting", step: 2, expected: "Hallo Welt")
/// for batch in logger.progressBar("Train", batches) { … }
/// try await logger.close()
/// ```
///
/// Nothing that logs throws; what cannot be kept is told to the configuration's `onProblem`.
public final class LavdLogger: Sendable {
    /// What everything is logged with. Whatever these words lack is logged by it.
    public let logger: Logger
    /// The experiment's name, which is that of its folder; what no name of one folder can have is encoded there, `/` as `%2F`.
    public let name: String
    /// When this logger was made.
    public let startTime: WallTime
    let console: LavdConsole
    let prefix = Prefix()

    /// The run that is logged; under this identifier it is in the registry.
    public var runID: RunID { logger.runID }

    /// Begins to log. Nothing is opened or created before the first call that logs.
    ///
    /// - Parameters:
    ///   - name: The experiment's name; its folder is in `logDir`. Default: date and time.
    ///   - logDir: The folder of all experiments, which lavd's server is given. Default: `log` in the working folder.
    ///   - store: The registry's store. Default: none; then there are only files.
    ///   - configuration: How the logger works. Its `logsRoot` and `writesLabelledFiles` are set here; a run without a name has the
    ///     experiment's.
    ///   - disabled: Whether nothing is logged, and nothing created, until ``enable()``. Default: no.
    ///   - console: Where text is printed. Default: standard output and standard error.
    public init(
        _ name: String? = nil, logDir: String = "log", store: (any RecordWriter)? = nil,
        configuration: LoggerConfiguration = LoggerConfiguration(systemMetricsInterval: nil), disabled: Bool = false,
        console: LavdConsole = .standard
    ) {
        startTime = .now
        let time = FolderTime.seconds(of: startTime).replacing(" ", with: "-").replacing(":", with: "-")
        let chosen = name.flatMap { $0.isEmpty ? nil : $0 } ?? time
        self.name = chosen
        self.console = console
        var configuration = configuration
        configuration.logsRoot = logDir
        configuration.writesLabelledFiles = true
        // A folder in it would be no experiment, but a label of one.
        configuration.isLogDirOneName = true
        if configuration.runName.isEmpty { configuration.runName = chosen }
        logger = Logger(logDir: chosen, store: store, configuration: configuration)
        if disabled { logger.disable() }
    }

    // MARK: On and off

    /// Whether calls log and print.
    public var isEnabled: Bool { logger.isEnabled }

    /// Has calls log and print nothing until ``enable()``. Loops go on all the same.
    public func disable() { logger.disable() }

    /// Has calls log and print again.
    public func enable() { logger.enable() }

    /// Brings all that was logged to its places and ends the run; see `Logger.close`.
    public func close(
        status: RunStatus = .finished, message: String? = nil, deadline: Duration = .seconds(30)
    ) async throws {
        try await logger.close(status: status, message: message, deadline: deadline)
    }

    // MARK: Data

    /// Logs a number: a point of the run's series, and the file `<step>/<label>.json`. One that is logged again takes its place there.
    ///
    /// A step below 0 or of more than 18 digits, which has no folder, is refused, and `LoggerConfiguration.onProblem` is told.
    public func logScalar(_ value: Double, _ label: String, step: Step) {
        guard isEnabled else { return }
        // Before the point goes on: its file would be refused when the run is closed.
        if let fault = LabelledFolder.fault(ofLabel: label, hasStep: true) ?? LabelledFolder.fault(ofStep: step) {
            return logger.refuse(
                RegistryError(
                    .invalidArgument,
                    "Nothing is logged under the label \(String(reflecting: String(label.prefix(80)))): \(fault)."))
        }
        logger.logScalar(label, value, step: step)
    }

    /// Logs an image: the file `<step>/<label>.png`, and beside it a JSON file when something is known of it.
    ///
    /// - Parameters:
    ///   - step: The step. Default: it is of the whole experiment.
    ///   - boxes: What was found in it. One that is not within the image, or of a class that is not in the list, is refused with the
    ///     image.
    ///   - classes: All classes. Default: no list.
    ///   - threshold: From which probability on a box is shown. Default: all are.
    public func logImage(
        _ image: ImageArray, _ label: String, step: Step? = nil, boxes: [ImageBox]? = nil, classes: [String]? = nil,
        threshold: Double? = nil
    ) {
        logger.log(
            LabelledPicture(
                label: label, step: step, image: image, boxes: boxes, classes: classes, threshold: threshold))
    }

    /// Logs a text: the file `<step>/<label>.txt`, or with an expected text, which it is compared with, a JSON file.
    public func logText(_ text: String, _ label: String, step: Step? = nil, expected: String? = nil) {
        logger.log(LabelledText(label: label, step: step, text: text, expected: expected))
    }

    /// Logs Markdown: the file `<step>/<label>.md`.
    public func logMarkdown(_ markdown: String, _ label: String, step: Step? = nil) {
        logger.log(LabelledText(label: label, step: step, text: markdown, isMarkdown: true))
    }

    /// Logs how the program was called: all options with their types, defaults and help, and what was given. The file is `command.json`.
    ///
    /// Values and defaults of options that are called like secrets (`--password`) are left out, and what looks like a secret is taken out of all
    /// others, of help and of choices.
    ///
    /// - Parameter command: The command as it was parsed; in its `run()` that is `self`.
    public func logCommand<Command: ParsableArguments>(_ command: Command) {
        guard isEnabled else { return }
        logger.log(CommandReading.description(of: command))
    }

    // MARK: Models and objects

    /// Saves a model by its bytes: the file `<step>/<name>.<extension>`.
    ///
    /// - Parameters:
    ///   - name: The label. Default: `model`.
    ///   - fileExtension: Default: `pt`, as lavd has it; say what the bytes are. As for ``saveObject(bytes:_:step:fileExtension:)``.
    ///   - gradients: The model's gradients, beside it as `<name>.grad.<extension>`. Default: none.
    public func saveModel(
        bytes model: [UInt8], step: Step? = nil, name: String = "model", fileExtension: String = "pt",
        gradients: [UInt8]? = nil
    ) {
        saveObject(bytes: model, name, step: step, fileExtension: fileExtension)
        if let gradients { saveObject(bytes: gradients, name + ".grad", step: step, fileExtension: fileExtension) }
    }

    /// Saves a model as a binary property list: the file `<step>/<name>.plist`.
    public func saveModel<Model: Encodable, Gradients: Encodable>(
        _ model: Model, step: Step? = nil, name: String = "model", gradients: Gradients
    ) {
        saveObject(model, name, step: step)
        saveObject(gradients, name + ".grad", step: step)
    }

    /// Saves a model as a binary property list: the file `<step>/<name>.plist`.
    public func saveModel<Model: Encodable>(_ model: Model, step: Step? = nil, name: String = "model") {
        saveObject(model, name, step: step)
    }

    /// Saves bytes: the file `<step>/<label>.<extension>`.
    ///
    /// - Parameter fileExtension: Default: `pt`, as lavd has it. `json`, `png`, `txt` and `md` are those of what is logged under labels, and are
    ///   refused; so is `patch` for the label `changes` without a step, which is the summary's.
    public func saveObject(bytes: [UInt8], _ label: String, step: Step? = nil, fileExtension: String = "pt") {
        logger.log(LabelledFile(label: label, step: step, fileExtension: fileExtension, bytes: bytes))
    }

    /// Saves an object as a binary property list, which `PropertyListDecoder` reads: the file `<step>/<label>.plist`. One that is
    /// no list and has no fields, such as a number, becomes a list of one.
    public func saveObject<Object: Encodable>(_ object: Object, _ label: String, step: Step? = nil) {
        guard isEnabled else { return }
        let encoder = PropertyListEncoder()
        encoder.outputFormat = .binary
        do {
            let data = try (try? encoder.encode(object)) ?? encoder.encode([object])
            saveObject(bytes: Array(data), label, step: step, fileExtension: "plist")
        } catch {
            logger.refuse(
                RegistryError(
                    .invalidArgument,
                    "The object \(String(reflecting: String(label.prefix(80)))) cannot be saved: \(error)",
                    underlying: error))
        }
    }
}
