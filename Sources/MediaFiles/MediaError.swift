/// What is wrong with a file of media, with what is to be written to one, or with the program that makes a video.
///
/// `code` and `place` are for programs, `description` for people.
public struct MediaError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of fault. More kinds may be added.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Kind: String {
            case invalidArgument, unequalFrames, tooLarge, corruptData, unsupported, unreadableFile, unwritableFile
            case programMissing, programFailed
        }

        private let kind: Kind

        private init(_ kind: Kind) { self.kind = kind }

        /// What was given cannot be written: no frames, a rate of zero, NaN among the numbers.
        public static let invalidArgument = Code(.invalidArgument)
        /// Frames that belong together differ in size; the place says which.
        public static let unequalFrames = Code(.unequalFrames)
        /// More than the format can hold, or than is accepted.
        public static let tooLarge = Code(.tooLarge)
        /// The bytes are not a whole file of the format, or say what cannot be; the place says where.
        public static let corruptData = Code(.corruptData)
        /// A file that is right in itself, in a variety that is not read here.
        public static let unsupported = Code(.unsupported)
        /// A file that is not there or may not be read.
        public static let unreadableFile = Code(.unreadableFile)
        /// A file that cannot be created or written.
        public static let unwritableFile = Code(.unwritableFile)
        /// A program that is needed is not installed; the message says what to install.
        public static let programMissing = Code(.programMissing)
        /// A program that was started did not do its work; the message has what it said.
        public static let programFailed = Code(.programFailed)

        /// The code's name.
        public var description: String { kind.rawValue }
    }

    /// Where the fault is.
    public enum Place: Hashable, Sendable {
        /// At this byte of the file, from 0.
        case byte(Int)
        /// In this line of the file, from 1.
        case line(Int)
        /// At these places of a list of frames, from 0.
        case frames([Int])
        /// In these files.
        case files([String])
    }

    /// The kind of fault.
    public let code: Code
    /// Where it is; `nil` when it is at no one place.
    public let place: Place?
    /// What happened, to what, and what to do.
    public let message: String

    init(_ code: Code, at place: Place? = nil, _ message: String) {
        self.code = code
        self.place = place
        self.message = message
    }

    /// The message, with the byte or the line if there is one.
    public var description: String {
        switch place {
        case .byte(let offset): "\(message) (byte \(offset))"
        case .line(let number): "\(message) (line \(number))"
        case .frames, .files, nil: message
        }
    }
}
