/// What is wrong with a tracker's file as a whole; damage inside one is reported and read over.
package struct TrackerFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of fault.
    package enum Code: Hashable, Sendable {
        /// The operating system refused to open or read the file.
        case unreadable
        /// The file is none of its kind.
        case notThisFormat
        /// The file is of a version, or uses a part of its format, that is not known here.
        case unsupported
        /// The file's bytes contradict each other.
        case damaged
        /// The file asks for more than is given to one.
        case tooLarge
    }

    /// The kind of fault.
    package let code: Code
    /// What happened, to what, and what to do about it.
    package let message: String

    /// The message.
    package var description: String { message }

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}
