/// How serious a line of text is.
public enum LogLevel: Int, Hashable, Comparable, Sendable, CaseIterable, CustomStringConvertible {
    /// Of interest to who looks for a fault.
    case debug = 0
    /// How things go.
    case info = 1
    /// Something that may become a fault.
    case warning = 2
    /// Something failed; the run goes on.
    case error = 3
    /// The run cannot go on.
    case critical = 4

    /// The level with this name, in upper or lower case; `nil` for any other.
    public init?(name: String) {
        let name = name.lowercased()
        guard let level = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = level
    }

    /// `debug`, `info`, `warning`, `error` or `critical`.
    public var name: String {
        switch self {
        case .debug: "debug"
        case .info: "info"
        case .warning: "warning"
        case .error: "error"
        case .critical: "critical"
        }
    }

    /// The name.
    public var description: String { name }

    /// Less serious levels come first.
    public static func < (left: LogLevel, right: LogLevel) -> Bool { left.rawValue < right.rawValue }
}
