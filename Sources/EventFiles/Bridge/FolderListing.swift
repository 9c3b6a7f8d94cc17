#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The names in a folder. It is under `Bridge/` because the C functions hand out pointers.
///
/// Foundation's listing holds all names at once; this one stops at a limit, so that a folder of any size costs no more.
package enum FolderListing {
    /// What a folder holds.
    package struct Contents {
        /// Names in order of their bytes, and whether each may be a folder: a link may, a file may not.
        package var entries: [(name: String, mayBeFolder: Bool)] = []
        /// Whether there were more than asked for.
        package var isCut = false
        /// How many names are no UTF-8; they cannot be given as text.
        package var unnamableCount = 0
    }

    /// The names in a folder, without `.` and `..`; `nil` when there is no such folder.
    package static func contents(of path: String, limit: Int) throws(EventFileError) -> Contents? {
        guard let folder = opendir(path) else {
            let code = errno
            if code == ENOENT || code == ENOTDIR { return nil }
            throw EventFileError(.unreadable, "cannot list \(path): \(String(cString: strerror(code)))")
        }
        defer { closedir(folder) }
        var contents = Contents()
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name == "." || name == ".." { continue }
            guard contents.entries.count < limit else {
                contents.isCut = true
                break
            }
            let mayBeFolder = entry.pointee.d_type != UInt8(DT_REG)
            if let name { contents.entries.append((name, mayBeFolder)) } else { contents.unnamableCount += 1 }
        }
        contents.entries.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        return contents
    }
}
