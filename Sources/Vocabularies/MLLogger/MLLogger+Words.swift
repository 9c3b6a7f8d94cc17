public import ChartRendering
import RasterGraphics
public import RegistryCore
public import TrainingLog

/// What ml-logger has at hand without naming the part it belongs to.
extension MLLogger {
    /// As ``MLLogs/debug(_:_:)``.
    public func debug(_ message: @autoclosure () -> String, _ context: Document = [:]) {
        logs.debug(message(), context)
    }
    /// As ``MLLogs/info(_:_:)``.
    public func info(_ message: @autoclosure () -> String, _ context: Document = [:]) { logs.info(message(), context) }
    /// As ``MLLogs/warning(_:_:)``.
    public func warning(_ message: @autoclosure () -> String, _ context: Document = [:]) {
        logs.warning(message(), context)
    }
    /// As ``MLLogs/error(_:_:)``.
    public func error(_ message: @autoclosure () -> String, _ context: Document = [:]) {
        logs.error(message(), context)
    }
    /// As ``MLLogs/exception(_:_:_:withStack:)``.
    public func exception(
        _ message: @autoclosure () -> String, _ error: any Error, _ context: Document = [:], withStack: Bool = true
    ) {
        logs.exception(message(), error, context, withStack: withStack)
    }
    /// As ``MLLogs/getLogs(level:limit:)``.
    public func getLogs(level: LogLevel = .debug, limit: Int = 100) -> [LoggedLine] {
        logs.getLogs(level: level, limit: limit)
    }
    /// As ``MLMetrics/log(_:_:step:)``.
    public func logMetric(_ name: String, _ value: Double, step: Step? = nil) { metrics.log(name, value, step: step) }
    /// As ``MLMetrics/log(step:_:)``.
    public func logMetrics(_ values: [String: Double], step: Step? = nil) { metrics.log(step: step, values) }
}

/// What is looked at. Where no step is given, it is that of the scope, or else 0.
extension MLLogger {
    /// As `Logger.logHistogram`: how values are distributed.
    public func logHistogram(_ name: String, _ values: [Float], step: Step? = nil) {
        logger.logHistogram(name, values, step: usual(step))
    }
    /// As `Logger.logHistogram`: how values are distributed.
    public func logHistogram(_ name: String, _ values: [Double], step: Step? = nil) {
        logger.logHistogram(name, values, step: usual(step))
    }
    /// As `Logger.logImage`.
    public func logImage(_ name: String, _ image: ImageArray, step: Step? = nil) {
        logger.logImage(name, image, step: usual(step))
    }
    /// Logs a chart as an image.
    public func logImage(_ name: String, _ figure: some Chart, step: Step? = nil) {
        guard logger.isEnabled else { return }
        do {
            let picture = try figure.render()
            logger.logImage(
                name, try ImageArray(picture.bytes, shape: [picture.height, picture.width, 4], layout: .channelsLast),
                step: usual(step))
        } catch {
            logger.refuse(
                RegistryError(.invalidArgument, "The chart \(name) cannot be drawn: \(error)", underlying: error))
        }
    }
    /// Logs a model's parameters: the file `models/<name>.json`, with the type `model`. Bytes (`Data`, `[UInt8]`) are logged as
    /// ``logModel(_:bytes:step:)`` does.
    public func logModel(_ name: String, _ model: some Encodable, step: Step? = nil) {
        if logger.isEnabled, let bytes = MLFiles.bytes(of: model) { return logModel(name, bytes: bytes, step: step) }
        files.save(model, "models/\(name).json", fileType: "model", step: step)
    }
    /// Logs a model's bytes: the file `models/<name>`, with the type `model`.
    public func logModel(_ name: String, bytes: [UInt8], step: Step? = nil) {
        files.save(bytes: bytes, "models/\(name)", fileType: "model", step: step)
    }
    /// Logs what a file on the disk holds, under a name.
    public func logFile(_ name: String, _ path: String, step: Step? = nil) { files.saveFile(path, name, step: step) }

    private func usual(_ step: Step?) -> Step { step ?? StepScope.current(of: logger) ?? 0 }
}
