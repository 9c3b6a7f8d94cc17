package import FileFaults
import Foundation

extension RegistryError {
    /// Why a file that somebody named was not read: `notFound` when it is not there, `accessDenied` when this process may not read it,
    /// `invalidArgument` for what is no regular file or too large, `timedOut` for a pipe that did not end, `unavailable` for all else.
    ///
    /// - Parameter subject: what was looked for, at the beginning of a sentence: "The file of settings server.conf".
    package init(_ error: GivenFileError, of subject: String) {
        let code: Code =
            switch error {
            case .missing: .notFound
            case .notRegular, .tooLarge: .invalidArgument
            case .unfinished: .timedOut
            case .unreadable(EACCES), .unreadable(EPERM): .accessDenied
            case .unreadable: .unavailable
            }
        self.init(code, error.sentence(of: subject), underlying: error)
    }
}
