import TrackerFiles

/// Whether the last line of a file, when it has no end, is taken. A point and a line are known again by their place and are never
/// changed: a piece of one that was taken would stay.
enum LastLine {
    /// Its writer ends every line: one without an end is a piece of one.
    case isPiece
    /// Others leave the end away as well: a line is whole once its file has not been changed for a day.
    case isWholeAtRest

    /// Whether a last line without an end is taken.
    func isTaken(of path: String, in folder: SourceFolder) -> Bool {
        switch self {
        case .isPiece: false
        case .isWholeAtRest: folder.isAtRest(path)
        }
    }

    /// What is said when it is not.
    ///
    /// - Parameter place: The file, and where in it.
    func report(_ place: String) -> String {
        switch self {
        case .isPiece: "\(place): the file ends inside a line"
        case .isWholeAtRest:
            "\(place): the last line has no end and may be a piece of one; it is taken when it has ended, or when the file has "
                + "not been changed for a day"
        }
    }
}
