import Testing

/// The logger in processes that are interrupted, killed and forked, and beside a database that is.
///
/// One test after the other: each has processes of its own, and the machine may have two processors.
@Suite(.serialized, .timeLimit(.minutes(5))) struct LoggerProcesses {}
