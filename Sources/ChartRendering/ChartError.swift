import RasterGraphics

/// Why a chart could not be made.
///
/// `code` is for programs, `message` for people; it is safe to show.
public struct ChartError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of failure. New kinds may be added; treat an unknown one as a failure.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Kind: String {
            case invalidArgument, notFound, tooLarge, corruptData, internalFailure
        }

        private let kind: Kind

        /// A size or another argument that no chart can have.
        public static let invalidArgument = Code(kind: .invalidArgument)
        /// A file that is not there or cannot be opened.
        public static let notFound = Code(kind: .notFound)
        /// A picture or a file above a stated limit.
        public static let tooLarge = Code(kind: .tooLarge)
        /// A file whose contents cannot be understood.
        public static let corruptData = Code(kind: .corruptData)
        /// The machine could not do it, for want of memory for instance.
        public static let internalFailure = Code(kind: .internalFailure)

        /// The code's name.
        public var description: String { kind.rawValue }
    }

    /// The kind of failure.
    public let code: Code
    /// What happened, to what, and what to do.
    public let message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The same failure in the words of charts. The one place where errors of the drawing side become errors of charts.
    init(_ error: RasterError) {
        let code: Code =
            switch error.code {
            case .tooLarge: .tooLarge
            case .invalidArgument: .invalidArgument
            case .corruptData: .corruptData
            default: .internalFailure
            }
        self.init(code, error.message)
    }

    /// The message, with the code before it.
    public var description: String { "\(code): \(message)" }
}
