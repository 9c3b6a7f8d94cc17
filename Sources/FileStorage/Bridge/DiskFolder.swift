import FileFaults

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// An open folder, from which paths go downwards only: no link is followed, so that nothing outside it is reached whatever
/// others put there meanwhile. It is under `Bridge/` because the system's calls take pointers.
final class DiskFolder: Sendable {
    /// Where it is, for messages.
    let path: String
    private let descriptor: Int32

    /// Opens a folder at a path of the caller's own, over links.
    init(_ path: String) throws(SystemFailure) {
        let result = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard result >= 0 else { throw SystemFailure(errno, "opening", path) }
        self.path = path
        descriptor = result
    }

    private init(descriptor: Int32, path: String) {
        self.path = path
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    private func shown(_ name: String) -> String { "\(path)/\(name)" }

    /// A folder in this one.
    func folder(_ name: String) throws(SystemFailure) -> DiskFolder {
        let result = openat(descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard result >= 0 else { throw failure("opening", name) }
        return DiskFolder(descriptor: result, path: shown(name))
    }

    /// A folder in this one; `nil` when there is none of that name.
    func folderIfThere(_ name: String) throws(SystemFailure) -> DiskFolder? {
        do throws(SystemFailure) {
            return try folder(name)
        } catch {
            guard error.isMissing || error.number == ENOTDIR else { throw error }
            return nil
        }
    }

    /// A folder in this one, made when it is not there, for its owner alone.
    func folder(making name: String) throws(SystemFailure) -> DiskFolder {
        // Whoever deletes the last file in it may remove it in between.
        for _ in 0..<100 {
            if mkdirat(descriptor, name, 0o700) == 0 {
                try synchronize()
            } else if errno != EEXIST {
                throw failure("making", name)
            }
            if let made = try folderIfThere(name) { return made }
        }
        return try folder(name)
    }

    /// A file in this folder.
    func file(_ name: String, _ mode: DiskFile.Mode) throws(SystemFailure) -> DiskFile {
        var result: Int32
        repeat {
            // Opening a pipe would wait for who is at its other end.
            result = openat(descriptor, name, mode.flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o600)
        } while result < 0 && errno == EINTR
        guard result >= 0 else { throw failure("opening", name) }
        return try DiskFile(descriptor: result, path: shown(name))
    }

    /// What is here by this name, links not followed; `nil` when there is nothing.
    func status(of name: String) throws(SystemFailure) -> DiskStatus? {
        var status = stat()
        guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
            if errno == ENOENT { return nil }
            throw failure("asking for", name)
        }
        return DiskStatus(status)
    }

    /// Moves a file here, in the place of what has the name.
    func take(_ name: String, from other: DiskFolder, as newName: String) throws(SystemFailure) {
        guard renameat(other.descriptor, name, descriptor, newName) == 0 else { throw failure("replacing", newName) }
    }

    /// Moves a file here, unless the name is taken.
    ///
    /// - Returns: whether it was moved.
    func takeIfAbsent(_ name: String, from other: DiskFolder, as newName: String) throws(SystemFailure) -> Bool {
        guard linkat(other.descriptor, name, descriptor, newName, 0) == 0 else {
            if errno == EEXIST { return false }
            throw failure("making", newName)
        }
        other.removeQuietly(name)
        return true
    }

    /// Deletes a file.
    ///
    /// - Returns: whether it was there.
    func remove(_ name: String) throws(SystemFailure) -> Bool {
        guard unlinkat(descriptor, name, 0) == 0 else {
            if errno == ENOENT { return false }
            throw failure("deleting", name)
        }
        return true
    }

    /// Deletes a file, if that can be done.
    func removeQuietly(_ name: String) { _ = unlinkat(descriptor, name, 0) }

    /// Deletes a folder that is empty.
    ///
    /// - Returns: whether it is gone.
    func removeIfEmpty(_ name: String) -> Bool { unlinkat(descriptor, name, AT_REMOVEDIR) == 0 }

    /// The names in it.
    func names() throws(SystemFailure) -> [String] { try entries().map(\.name) }

    /// The names in it, and what each is as far as the folder itself says.
    func entries() throws(SystemFailure) -> [FolderEntry] {
        // The stream takes its descriptor over, and one opened anew begins at the first name.
        let copy = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0 else { throw SystemFailure(errno, "listing", path) }
        guard let stream = fdopendir(copy) else {
            let number = errno
            close(copy)
            throw SystemFailure(number, "listing", path)
        }
        defer { closedir(stream) }
        var entries: [FolderEntry] = []
        while true {
            errno = 0
            guard let entry = readdir(stream) else {
                guard errno == 0 else { throw SystemFailure(errno, "listing", path) }
                return entries
            }
            let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
                let room = MemoryLayout.size(ofValue: field.pointee)
                return field.withMemoryRebound(to: CChar.self, capacity: room) { String(cString: $0) }
            }
            if name == "." || name == ".." { continue }
            let kind: FolderEntry.Kind =
                switch Int(entry.pointee.d_type) {
                case Int(DT_REG): .file
                case Int(DT_DIR): .folder
                case Int(DT_UNKNOWN): .unknown
                default: .other
                }
            entries.append(FolderEntry(name: name, kind: kind))
        }
    }

    /// Has the disk keep the names in it.
    func synchronize() throws(SystemFailure) {
        // Some file systems have nothing to do for folders, and say so.
        guard fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP else {
            throw SystemFailure(errno, "saving", path)
        }
    }

    private func failure(_ action: String, _ name: String) -> SystemFailure {
        // What is a link where a folder was expected is said in two ways.
        let number = errno
        var status = stat()
        if number == ENOTDIR, fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0,
            FileKind(status) == .link
        {
            return SystemFailure(ELOOP, action, shown(name))
        }
        return SystemFailure(number, action, shown(name))
    }
}
