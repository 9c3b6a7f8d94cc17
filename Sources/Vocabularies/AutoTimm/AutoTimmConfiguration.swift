public import RegistryCore

/// What AutoTimm's logging is configured with, from a file in YAML.
///
/// ```yaml
/// logger:
///   - backend: tensorboard
///     params: {save_dir: logs/tb}
///   - backend: csv
///     params: {save_dir: logs/csv, flush_logs_every_n_steps: 100}
/// logging:
///   log_gradient_norm: true
/// ```
///
/// The file may have more, as `model` or mappings that others repeat (`.common: &common {…}`); what does not belong to logging is passed over.
/// A name that is `logger` or `logging` but for a character, as `loging`, is refused where that one is missing.
public struct AutoTimmConfiguration: Hashable, Sendable {
    /// The places to log to.
    public let loggers: [LoggerConfig]
    /// What is logged.
    public let logging: LoggingConfig

    /// Reads the text of a file.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` and the line: for names and backends that there are not, values of another kind, what
    ///   is no YAML, and text that stands for more than a file of settings has.
    public init(yaml text: String) throws(RegistryError) { try self.init(ConfigurationFile.read(text)) }

    /// Reads a file.
    ///
    /// - Throws: As the other initialiser; `notFound` when there is no file, `accessDenied` when it may not be read, `unavailable` when it
    ///   cannot be, `timedOut` for a pipe that was given open and did not end.
    public init(path: String) throws(RegistryError) { try self.init(ConfigurationFile.read(path: path)) }

    private init(_ node: ConfigurationNode) throws(RegistryError) {
        let fields = try node.fields(of: "the file", known: ["logger", "logging"], mayHaveOthers: true)
        guard let list = fields["logger"] else {
            throw node.fault("the file needs logger, a list of places to log to.")
        }
        var loggers: [LoggerConfig] = []
        for item in try list.items(of: "logger") { loggers.append(try LoggerConfig(item)) }
        guard !loggers.isEmpty else { throw list.fault("logger needs at least one place to log to.") }
        self.loggers = loggers
        if let field = fields["logging"] { logging = try LoggingConfig(field) } else { logging = LoggingConfig() }
    }
}
