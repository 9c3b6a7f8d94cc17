/// Why a text is not a pattern of the registry's dialect.
public struct PatternError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong and what would be right, without the place.
    public let message: String

    /// Where: the number of characters (Unicode scalars) in front of the place.
    public let position: Int

    init(_ message: String, at position: Int) {
        self.message = message
        self.position = position
    }

    /// The whole sentence; characters are counted from 1.
    public var description: String { "The pattern cannot be used: at character \(position + 1), \(message)" }
}

extension RegistryError {
    /// A pattern's fault as the registry's error, with code `invalidArgument`.
    public init(_ error: PatternError) {
        self.init(.invalidArgument, error.description)
    }
}
