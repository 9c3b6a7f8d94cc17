import RegistryCore

// For stores that send and get a file as one stream.
extension FileStore {
    /// See ``FileStore/upload(fileAt:to:options:)``.
    package func uploadAsStream(fileAt path: String, to key: FileKey, options: WriteOptions) async throws -> FileInfo {
        let file = try await DiskWork.run { try DiskFile(path, .read) }
        let before = try await DiskWork.run { try file.status() }
        let reader = LocalFileReader(file, range: 0..<before.size)
        let chunks = FileChunks {
            if let chunk = try await reader.next() { return chunk }
            // Before the store is told that this was all, so that nothing appears there.
            guard try await DiskWork.run({ try file.status() }).version == before.version else {
                throw RegistryError.changedWhileSent(path)
            }
            return nil
        }
        return try await write(chunks, size: before.size, to: key, options: options)
    }

    /// See ``FileStore/download(_:toFileAt:progress:)``.
    package func downloadAsStream(
        _ key: FileKey, toFileAt path: String, progress: TransferProgress.Observer?
    ) async throws -> FileInfo {
        guard let info = try await info(key) else {
            throw RegistryError(.notFound, "There is no file \(ShownText.of(key.path)) in \(self).")
        }
        let counter = TransferProgress.Counter(total: info.size, observer: progress)
        return try await NewFile(at: path).fill { file in
            var offset = 0
            for try await chunk in try await readChunks(key) {
                let start = offset
                try await DiskWork.run { try file.write(chunk, at: start) }
                offset += chunk.count
                counter.add(chunk.count)
            }
            guard Int64(offset) == info.size else {
                throw RegistryError(.corruptData, "\(key) was changed while it was read: read it again.")
            }
            return info
        }
    }
}

extension RegistryError {
    /// Of a file of this machine.
    static func changedWhileSent(_ path: String) -> RegistryError {
        RegistryError(.corruptData, "\(ShownText.of(path)) was changed while it was sent: send it again.")
    }
}
