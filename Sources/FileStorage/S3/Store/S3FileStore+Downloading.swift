import RegistryCore

extension S3FileStore {
    /// Writes a stored file to this machine, in ranges of which several come at the same time. They are of one version of the file,
    /// or the call throws. The whole is compared with the digest that the server has of it, where it has one.
    @discardableResult
    public func download(
        _ key: FileKey, toFileAt path: String, progress: TransferProgress.Observer?
    ) async throws -> FileInfo {
        guard let (info, head) = try await look(key, wantsDigest: true) else {
            throw RegistryError(.notFound, "There is no file \(ShownText.of(key.path)) in \(self).")
        }
        let counter = TransferProgress.Counter(total: info.size, observer: progress)
        let target = try await NewFile(at: path)
        return try await target.fill { file in
            try await withThrowingTaskGroup(of: Void.self) { group in
                let size = Int64(PartSizes(smallest: configuration.partSize, size: info.size).size(of: 1))
                var running = 0
                for start in stride(from: Int64(0), to: info.size, by: Int64.Stride(size)) {
                    if running >= configuration.parallelParts {
                        try await group.next()
                        running -= 1
                    }
                    let range = start..<min(start + size, info.size)
                    group.addTask { try await fetch(key, range, head, into: file, counter) }
                    running += 1
                }
                try await group.waitForAll()
            }
            if let digest = head.digests.first {
                guard try await Self.digest(digest.kind, of: file, info.size) == digest else {
                    throw StoredDigest.damage(to: key, at: client.place)
                }
            }
            return info
        }
    }

    /// The digest of what has been written: ranges come in any order, and digests are made in one.
    private static func digest(_ kind: DigestKind, of file: DiskFile, _ size: Int64) async throws -> StoredDigest {
        let reader = LocalFileReader(file, range: 0..<size)
        var digest = RunningDigest(kind)
        while let chunk = try await reader.next() { digest.update(chunk) }
        return StoredDigest(kind, digest.bytes)
    }

    private func fetch(
        _ key: FileKey, _ range: Range<Int64>, _ head: ObjectHead, into file: DiskFile,
        _ counter: TransferProgress.Counter
    ) async throws {
        let reader = reader(key, range, of: head)
        try await reader.open()
        var offset = Int(range.lowerBound)
        while let chunk = try await reader.next() {
            let start = offset
            try await DiskWork.run { try file.write(chunk, at: start) }
            offset += chunk.count
            counter.add(chunk.count)
        }
        guard offset == Int(range.upperBound) else {
            throw RegistryError(
                .corruptData, "\(key) is shorter than \(client.place) said: it may have changed. Read it again.")
        }
    }
}
