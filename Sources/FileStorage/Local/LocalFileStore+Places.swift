import RegistryCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension LocalFileStore {
    /// The folder a file is in and its name there; `nil` when the folder is not there.
    static func place(of key: FileKey, in root: DiskFolder) throws -> (DiskFolder, String)? {
        let names = key.components
        var folder = root
        for name in names.dropLast() {
            guard let below = try folder.folderIfThere(name) else { return nil }
            folder = below
        }
        return names.last.map { (folder, $0) }
    }

    /// Does something in the folder a file belongs into, which is made.
    static func making<Result>(
        _ key: FileKey, in root: DiskFolder, _ work: (DiskFolder, String) throws -> Result
    ) throws -> Result {
        let names = key.components
        var attempt = 0
        while true {
            attempt += 1
            do {
                var folder = root
                for name in names.dropLast() { folder = try folder.folder(making: name) }
                return try work(folder, names.last ?? key.path)
            } catch let failure as SystemFailure where failure.isMissing && attempt < 100 {
                // Somebody deleted the last other file in the folder, and the folder with it.
                continue
            }
        }
    }

    /// Puts a finished file in its place.
    static func put(
        _ name: String, from work: DiskFolder, at key: FileKey, _ condition: WriteOptions.Condition, _ root: DiskFolder
    ) throws -> FileInfo {
        try making(key, in: root) { folder, newName in
            let taken = RegistryError(.alreadyExists, "There is a file \(key) already.")
            switch condition {
            case .always: try folder.take(name, from: work, as: newName)
            case .onlyIfAbsent:
                guard try folder.takeIfAbsent(name, from: work, as: newName) else { throw taken }
            case .onlyIfVersion(let version):
                // Of several who have seen the same, one replaces it.
                try work.file(lockName, .lock).whileLocked {
                    guard try folder.status(of: newName)?.version == version else {
                        throw RegistryError(
                            .alreadyExists, "The file \(key) is not what it was when it was looked at.")
                    }
                    try folder.take(name, from: work, as: newName)
                }
            }
            try folder.synchronize()
            guard let status = try folder.status(of: newName) else {
                throw SystemFailure(ENOENT, "asking for", key.path)
            }
            return FileInfo(key, status)
        }
    }

    /// Refuses what is this store's own.
    static func check(_ key: FileKey) throws(RegistryError) {
        guard key.components.first != workFolder else {
            throw RegistryError(.invalidArgument, "\(workFolder) is where unfinished files are: choose another name.")
        }
        guard key.components.allSatisfy({ $0.utf8.count <= 255 }) else {
            throw RegistryError(
                .invalidArgument, "No part of a path on disk may be longer than 255 bytes: shorten \(key).")
        }
    }

    static func missing(_ key: FileKey, _ path: String) -> RegistryError {
        RegistryError(.notFound, "There is no file \(ShownText.of(key.path)) in \(path).")
    }

    /// Deletes what a crash left.
    static func removeLeftovers(in root: DiskFolder) {
        guard let folder = try? root.folder(workFolder), let names = try? folder.names() else { return }
        let yesterday = WallTime.now.millisecondsSince1970 - 86_400_000
        // A lock that is deleted while somebody has it would be two.
        for name in names where name != lockName {
            if let status = try? folder.status(of: name), status.isFile, status.modifiedMilliseconds < yesterday {
                folder.removeQuietly(name)
            }
        }
    }
}

extension FileInfo {
    init(_ key: FileKey, _ status: DiskStatus) {
        self.init(
            key: key, size: status.size, modified: WallTime(millisecondsSince1970: status.modifiedMilliseconds),
            version: status.version)
    }
}
