package import FileFaults

extension RegistryError {
    /// Why a file that somebody named was not read.
    ///
    /// - Parameters:
    ///   - subject: what was looked for, at the beginning of a sentence: "The file of settings server.conf".
    ///   - unreadable: for one that is there and cannot be read. Default: `unavailable`.
    package init(_ error: GivenFileError, of subject: String, unreadable: Code = .unavailable) {
        let code: Code =
            switch error {
            case .missing: .notFound
            case .notRegular, .tooLarge: .invalidArgument
            case .unfinished: .timedOut
            case .unreadable: unreadable
            }
        self.init(code, error.sentence(of: subject), underlying: error)
    }
}
