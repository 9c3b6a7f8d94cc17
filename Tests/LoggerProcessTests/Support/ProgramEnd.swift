/// How a program ended, and what it said.
struct ProgramEnd {
    /// The signal that ended it; `nil` when it ended by itself.
    var signal: Int32?
    /// Its exit code; `nil` when a signal ended it.
    var code: Int32?
    var output: String
    var errors: String
}
