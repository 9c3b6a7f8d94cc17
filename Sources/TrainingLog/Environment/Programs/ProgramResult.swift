/// What came of running another program.
struct ProgramResult: Equatable, Sendable {
    /// How it ended.
    enum Ending: Equatable, Sendable {
        /// By itself, with this status.
        case exited(Int32)
        /// By a signal that did not come from here.
        case crashed(signal: Int32)
        /// It was ended because it wrote more than was asked for.
        case cut
        /// It was ended because it took too long.
        case timedOut
        /// It was ended because nobody wants the result any more.
        case cancelled
        /// It could not be started.
        case notStarted(reason: String)
    }

    /// How it ended.
    var ending: Ending
    /// What it wrote to standard output, as far as it was asked for.
    var output: [UInt8] = []
    /// The first of what it wrote to standard error.
    var errorText = ""

    /// Whether it ended by itself and says that it succeeded.
    var hasSucceeded: Bool { ending == .exited(0) }

    /// One sentence for a note: what went wrong.
    func complaint(about name: String) -> String {
        switch ending {
        case .exited(let status):
            let line = errorText.split(whereSeparator: \.isNewline).first.map {
                ": " + SecretRedaction.redact(String($0))
            }
            return "\(name) ended with status \(status)\(line ?? "")"
        case .crashed(let signal): return "\(name) was ended by signal \(signal)"
        case .cut: return "\(name) wrote more than is kept"
        case .timedOut: return "\(name) took too long and was ended"
        case .cancelled: return "\(name) was ended because the capture was cancelled"
        case .notStarted(let reason): return "\(name) could not be started: \(reason)"
        }
    }
}
