public import RegistryCore

/// A line that was logged, as this process remembers it.
public struct LoggedLine: Hashable, Sendable {
    /// How serious it is.
    public let level: LogLevel
    /// What was said, without the context.
    public let message: String
    /// The values that were given with it, in order.
    public let context: Document
    /// When.
    public let time: WallTime

    /// The line as the registry has it: the message, and behind it `name=value` for each value, as JSON.
    public var text: String {
        context.reduce(message) { "\($0) \($1.key)=\($1.value.json())" }
    }
}
