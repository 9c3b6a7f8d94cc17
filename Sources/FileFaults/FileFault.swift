import Foundation

/// Errors of Foundation about files, in sentences that say which file it is and what is wrong with it.
///
/// Foundation's own text for a file in the place of a folder is "The operation could not be completed. (NSCocoaErrorDomain error 512.)".
package enum FileFault {
    /// The error in words: the path and the system's reason where it has them, else Foundation's own text.
    package static func text(of error: any Error) -> String {
        let known = error as NSError
        guard let code = number(of: error) else { return known.localizedDescription }
        guard let path = known.userInfo[NSFilePathErrorKey] as? String ?? (known.userInfo[NSURLErrorKey] as? URL)?.path
        else { return reason(code) + "." }
        return text(of: code, path: path)
    }

    /// A number of the system's about a path, in words.
    package static func text(of number: Int32, path: String) -> String {
        if number == ENOTDIR || number == EEXIST, let text = fileInTheWay(of: path) { return text }
        return "\(path): \(reason(number))."
    }

    /// What is said where a folder cannot be at a path because it, or one above it, is a file; `nil` where there is no such file.
    package static func fileInTheWay(of path: String) -> String? {
        var place = Substring(path)
        while true {
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: String(place), isDirectory: &isFolder) {
                return isFolder.boolValue
                    ? nil : "\(place) is a file and not a folder. Name another folder, or move the file away."
            }
            guard let slash = place.lastIndex(of: "/"), slash != place.startIndex else { return nil }
            place = place[..<slash]
        }
    }

    /// Whether a path leads to a regular file, over links: opening a pipe would wait for its other end, and a device has no end.
    package static func isRegularFile(_ path: String) -> Bool { FileKind(at: path) == .regular }

    /// What the system said, without the file: its reason where it has one, else Foundation's own text.
    package static func reason(of error: any Error) -> String {
        number(of: error).map { reason($0) + "." } ?? error.localizedDescription
    }

    /// A number of the system's in words, as "Not a directory". Foundation puts "The operation could not be completed." before them.
    package static func reason(_ number: Int32) -> String { String(cString: strerror(number)) }

    private static func number(of error: any Error) -> Int32? {
        let known = error as NSError
        // On Linux what lies in there is an error of Swift's, which is no NSError before it is made one.
        let cause = (known.userInfo[NSUnderlyingErrorKey] as? any Error).map { $0 as NSError } ?? known
        return cause.domain == NSPOSIXErrorDomain ? Int32(truncatingIfNeeded: cause.code) : nil
    }
}
