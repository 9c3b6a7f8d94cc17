/// A line at the end of a terminal that changes until what it tells of is over.
protocol LiveLine: AnyObject, Sendable {
    /// The line now.
    ///
    /// - Parameters:
    ///   - columns: The room there is.
    ///   - frame: Counts the pictures, for what moves.
    func text(columns: Int, frame: Int) -> String
}
