public import RegistryCore

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
