/// What became of what was written.
struct WriteTally {
    /// Points that were stored.
    var storedPoints = 0
    /// Points that were there already.
    var knownPoints = 0
    /// Lines that were stored.
    var storedLines = 0
    /// Lines that were there already.
    var knownLines = 0
    /// Points and lines of refused runs.
    var refused: [RunRefusal: Int] = [:]
}
