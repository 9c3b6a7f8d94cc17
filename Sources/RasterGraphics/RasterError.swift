/// What went wrong with a picture or a font: its size, its bytes or an argument.
///
/// `code` is for programs, `description` for people; it is safe to show.
public struct RasterError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of failure. New kinds may be added; treat an unknown one as a failure.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Kind: String {
            case invalidArgument, tooLarge, corruptData, unreadableFile, outOfMemory
        }

        private let kind: Kind

        /// A size, a text or another argument that no picture can have.
        public static let invalidArgument = Code(kind: .invalidArgument)
        /// A picture or a font file larger than a stated limit.
        public static let tooLarge = Code(kind: .tooLarge)
        /// Bytes that are not a complete PNG picture, or no font with outlines.
        public static let corruptData = Code(kind: .corruptData)
        /// A font file that is not there or may not be read.
        public static let unreadableFile = Code(kind: .unreadableFile)
        /// The machine has no memory for the picture.
        public static let outOfMemory = Code(kind: .outOfMemory)

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

    /// The message, with the code before it.
    public var description: String { "\(code): \(message)" }
}
