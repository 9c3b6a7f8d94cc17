import Foundation

/// What is going on, for who waits.
enum Progress {
    /// Says something on the standard error.
    static func say(_ text: String) { FileHandle.standardError.write(Data("==> \(text)\n".utf8)) }
}
