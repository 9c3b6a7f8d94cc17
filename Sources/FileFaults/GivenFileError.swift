/// Why a ``GivenFile`` was not read.
package enum GivenFileError: Error, Hashable {
    /// Nothing is there.
    case missing
    /// It is something else than a file that can be read to its end.
    case notRegular(FileKind)
    /// It has more bytes than what is looked for can have.
    case tooLarge(mostBytes: Int)
    /// A pipe that was given open did not end in time.
    case unfinished
    /// The system's number of what is in the way.
    case unreadable(Int32)

    /// What is wrong, and what to do.
    ///
    /// - Parameter subject: what was looked for, at the beginning of a sentence: "The file of settings server.conf".
    package func sentence(of subject: String) -> String {
        switch self {
        case .missing: "\(subject) is not there. Name one that is."
        case .notRegular(.folder): "\(subject) is a folder. Name a file in it."
        case .notRegular(.pipe):
            "\(subject) is a pipe and no regular file, and nobody waits for its other end. Write into a file what comes out of it, "
                + "and name that; or connect it as standard input, and name /dev/stdin."
        case .notRegular(let kind):
            "\(subject) is \(kind.words) and no regular file. Name a file."
        case .tooLarge(let mostBytes):
            "\(subject) is too large: it may have \(mostBytes) bytes. Name another file, or make it smaller."
        case .unfinished:
            "\(subject) is a pipe that did not end in time. Write into a file what comes out of it, and name that."
        case .unreadable(let number):
            "\(subject) cannot be read: \(FileFault.reason(number)). Check its permissions, and the disk."
        }
    }
}
