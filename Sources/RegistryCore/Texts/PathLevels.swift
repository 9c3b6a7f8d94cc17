/// The levels of a path, told apart by bytes.
///
/// A `/` with a combining mark behind it is one character to Swift, and a separator to every file system: split by characters, `../\u{301}x` would be
/// one level that leads nowhere.
package enum PathLevels {
    /// - Parameter omittingEmpty: Whether `/` at an end, or two in a row, have nothing between them. Default: no, there are empty levels.
    package static func of(_ path: String, omittingEmpty: Bool = false) -> [Substring] {
        path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: omittingEmpty).map { Substring($0) }
    }
}
