import ArgumentParser
import Logging

/// How the program's log lines are written to standard error.
enum LogFormat: String, CaseIterable, ExpressibleByArgument {
    /// For people.
    case text
    /// A JSON object a line, for programs that collect logs.
    case json

    /// A logger that writes so.
    func logger(label: String, level: Logger.Level) -> Logger {
        var logger = Logger(label: label) { label in
            switch self {
            case .text: StreamLogHandler.standardError(label: label)
            case .json: JSONLogHandler(label: label)
            }
        }
        logger.logLevel = level
        return logger
    }
}
