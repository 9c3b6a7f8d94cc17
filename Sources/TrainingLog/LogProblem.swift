import EventFiles
import FileFaults
import Foundation
import MediaFiles
import RasterGraphics
import RegistryCore

/// Something that went wrong while logging. Training goes on; this is for the person who looks at it.
public struct LogProblem: Sendable, CustomStringConvertible {
    /// What happened to the records. More kinds may be added.
    public enum Kind: Sendable, Hashable {
        /// A sink failed, and is tried again. Reported once until it succeeds.
        case failed
        /// A sink can never take some records.
        case rejected
        /// Records were lost: the journal had no room for them, which is reported once, or was damaged.
        case lost
        /// The journal is full, and log calls wait for a sink. Reported whenever it begins.
        case waiting
        /// A record came after the logger was closed. Reported once.
        case closed
    }

    /// The sink; `nil` when the problem is the logger's own.
    public let sink: String?
    /// What happened to the records.
    public let kind: Kind
    /// The cause, when there is one.
    public let error: (any Error)?
    /// What happened, in words that are safe to show.
    public let message: String

    /// The message.
    public var description: String { message }

    /// Writes the message as one line to standard error: what a logger does when it is not told otherwise.
    ///
    /// Neither a full disk that standard error lies on, nor a pipe that nobody reads any more, nor a stopped terminal
    /// ends the training or holds it up for longer than a moment. What cannot be written waits; beyond 256 lines it is
    /// counted.
    public static func writeToStandardError(_ problem: LogProblem) {
        StandardErrorLines.shared.write("LoggerAndViewer: \(problem.message)\n")
    }

    init(sink: String?, kind: Kind, error: (any Error)?, message: String) {
        self.sink = sink
        self.kind = kind
        self.error = error
        self.message = message
    }

    /// An error in words that are safe to show.
    static func text(of error: any Error) -> String {
        let text =
            switch error {
            case let error as RegistryError: error.message
            case let error as EventFileError: error.description
            case let error as CSVFileError: error.description
            case let error as MediaError: error.description
            case let error as RasterError: error.message
            case let error as SystemError: error.description
            case let error as JournalFault: error.description
            default: CodingFault.text(of: error) ?? foreignText(of: error)
            }
        return text.hasSuffix(".") ? text : text + "."
    }

    /// An error of Foundation's, or of a program's own. Foundation says of the latter no more than the type's name and a number.
    private static func foreignText(of error: any Error) -> String {
        guard !(error is any LocalizedError), (error as NSError).domain == String(reflecting: type(of: error)) else {
            let text = FileFault.text(of: error)
            return error is any LocalizedError ? shown(text) : text
        }
        return shown(String(describing: error))
    }

    /// What a program says of its own error may hold anything: a request with its key, or all of its data.
    private static func shown(_ text: String) -> String {
        let text = SecretRedaction.redact(String(text.unicodeScalars.prefix(10_000)))
        return String(text.unicodeScalars.prefix(1_000))
    }
}
