import Foundation

/// The standard error: the standard output is for figures alone, which another program may read.
package enum Console {
    /// Says what is going on, for who waits.
    package static func say(_ text: String) { FileHandle.standardError.write(Data("==> \(text)\n".utf8)) }
}
