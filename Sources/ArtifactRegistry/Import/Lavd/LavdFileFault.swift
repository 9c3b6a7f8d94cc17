/// Why nothing is read of a file of an experiment's. It says nothing of what is in the file, which may be whole.
enum LavdFileFault: Error {
    /// It is longer than a file of its kind may be.
    case tooLong
    /// The system does not let it be read now; neither its size nor its time tells when it does.
    case unreadable(reason: String)
}
