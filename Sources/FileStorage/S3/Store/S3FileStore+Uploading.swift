import BSONCoding
import Crypto
import Foundation
import RegistryCore

extension S3FileStore {
    /// Writes a file as its bytes come: with one request when they fit into a part, else in parts.
    @discardableResult
    public func write(
        _ chunks: FileChunks, size: Int64?, to key: FileKey, options: WriteOptions
    ) async throws -> FileInfo {
        let cutter = PartCutter(chunks)
        let sizes = PartSizes(smallest: configuration.partSize, size: size)
        let first = try await cutter.next(sizes.size(of: 1))
        guard let second = try await cutter.next(sizes.size(of: 2)) else {
            try check(size, first?.count ?? 0, key)
            return try await write(first ?? [], to: key, options: options)
        }
        let pending = PendingParts([first ?? [], second])
        var total = 0
        return try await uploadParts(key, size: size, options: options, existing: nil) { number in
            let part =
                if let part = await pending.take() { part } else { try await cutter.next(sizes.size(of: number)) }
            total += part?.count ?? 0
            if part == nil { try self.check(size, total, key) }
            return part
        }
    }

    /// Writes a file of this machine. With ``WriteOptions/resumes`` parts that the server has already, of this size and with these
    /// bytes by their MD5, are not sent again; an upload that was begun with another media type, encryption or checksum is not gone on with.
    @discardableResult
    public func upload(fileAt path: String, to key: FileKey, options: WriteOptions) async throws -> FileInfo {
        let file = try await DiskWork.run { try DiskFile(path, .read) }
        let before = try await DiskWork.run { try file.status() }
        let sizes = PartSizes(
            smallest: configuration.partSize, size: before.size, mark: options.resumes ? settingsMark(options) : 0)
        let part: @Sendable (Int) async throws -> [UInt8]? = { number in
            let size = sizes.size(of: number)
            let start = (number - 1) * size
            guard number == 1 || start < before.size else {
                // Before the server is told that this was all.
                guard try await DiskWork.run({ try file.status() }).version == before.version else {
                    throw RegistryError.changedWhileSent(path)
                }
                return nil
            }
            let bytes = try await DiskWork.run { try file.read(min(size, Int(before.size) - start), at: start) }
            guard try await DiskWork.run({ try file.status() }).version == before.version,
                bytes.count == min(size, Int(before.size) - start)
            else { throw RegistryError.changedWhileSent(path) }
            return bytes
        }
        guard before.size > Int64(sizes.size(of: 1)) else {
            return try await write(try await part(1) ?? [], to: key, options: options)
        }
        let existing = options.resumes ? try await unfinishedUpload(of: key, inPartsOf: sizes.size(of: 1)) : nil
        return try await uploadParts(key, size: before.size, options: options, existing: existing, next: part)
    }

    private func check(_ promised: Int64?, _ count: Int, _ key: FileKey) throws(RegistryError) {
        guard promised == nil || promised == Int64(count) else {
            throw RegistryError(.invalidArgument, "\(key): \(count) bytes came, and \(promised ?? 0) were promised.")
        }
    }

    /// Sends parts, several at a time, and has the server put them together.
    private func uploadParts(
        _ key: FileKey, size: Int64?, options: WriteOptions, existing: UnfinishedUpload?,
        next: (_ number: Int) async throws -> [UInt8]?
    ) async throws -> FileInfo {
        let id = if let existing { existing.id } else { try await beginUpload(key, options) }
        let counter = TransferProgress.Counter(total: size, observer: options.progress)
        // What Google says of a whole file that came in parts is this alone.
        var whole = configuration.isGoogles ? RunningDigest(.crc32c) : nil
        do {
            var parts: [UploadPart] = []
            try await withThrowingTaskGroup(of: UploadPart.self) { group in
                var running = 0
                var number = 1
                while let bytes = try await next(number) {
                    guard number <= PartSizes.mostParts else {
                        throw RegistryError(
                            .invalidArgument, "\(key) is larger than 10,000 parts: choose larger parts.")
                    }
                    if running >= configuration.parallelParts, let part = try await group.next() {
                        parts.append(part)
                        running -= 1
                    }
                    whole?.update(bytes)
                    let known = existing?.parts[number]
                    group.addTask { [number] in
                        let part = try await self.send(bytes, number: number, of: key, id, known: known)
                        counter.add(bytes.count)
                        return part
                    }
                    running += 1
                    number += 1
                }
                for try await part in group { parts.append(part) }
            }
            parts.sort { $0.number < $1.number }
            return try await finishUpload(
                key, id, parts, whole.map { StoredDigest(.crc32c, $0.bytes) }, options)
        } catch {
            if !options.resumes {
                // Also when the caller's task was cancelled: parts that stay cost money.
                await Task { try? await self.abort(key.path, id) }.value
            }
            throw error
        }
    }

    private func beginUpload(_ key: FileKey, _ options: WriteOptions) async throws -> String {
        var begin = call("POST", key)
        begin.query = [("uploads", "")]
        begin.headers = beginHeaders(options)
        guard let id = try await client.askForXML(begin).text("UploadId"), !id.isEmpty else {
            throw RegistryError(.corruptData, "\(client.place) does not answer as a storage server does to an upload.")
        }
        return id
    }

    /// What an upload in parts is begun with, and keeps.
    private func beginHeaders(_ options: WriteOptions) -> [(name: String, value: String)] {
        var headers = writeHeaders(options)
        if configuration.checksum == .sha256 { headers.append(("x-amz-checksum-algorithm", "SHA256")) }
        return headers
    }

    /// How many bytes larger than asked for the parts of an upload are that may be gone on with.
    ///
    /// No server tells what an upload was begun with, and all tell the sizes of its parts: those of one that was begun otherwise are other
    /// ones. Nothing is kept on this machine for that.
    private func settingsMark(_ options: WriteOptions) -> Int {
        let headers = beginHeaders(options)
        guard !headers.isEmpty else { return 0 }
        let text = headers.map { "\($0.name): \($0.value)\n" }.joined()
        return 1 + Crypto.SHA256.hash(data: Array(text.utf8)).prefix(2).reduce(0) { $0 << 8 | Int($1) }
    }

    private func send(
        _ bytes: [UInt8], number: Int, of key: FileKey, _ id: String, known: UploadPart?
    ) async throws -> UploadPart {
        let headers = checksumHeaders(bytes)
        let sha256 = headers.first { $0.name == "x-amz-checksum-sha256" }?.value
        if var known, known.size == bytes.count {
            let digest = Hexadecimal.text(ofBytes: Insecure.MD5.hash(data: bytes))
            if known.etag.filter({ $0 != "\"" }).lowercased() == digest {
                known.sha256 = sha256
                return known
            }
        }
        var put = call("PUT", key)
        put.query = [("partNumber", "\(number)"), ("uploadId", id)]
        put.headers = headers
        put.body = bytes
        put.timeLimit = .seconds(600)
        let etag = try await client.ask(put) { response, _ in response["etag"] }
        guard let etag, etag.utf8.count <= 256 else {
            throw RegistryError(.corruptData, "\(client.place) does not say what it has of a part of \(key).")
        }
        return UploadPart(number: number, size: bytes.count, etag: etag, sha256: sha256)
    }

    func abort(_ path: String, _ id: String) async throws {
        var abort = S3Call(method: "DELETE", bucket: configuration.bucket, object: prefix + path)
        abort.query = [("uploadId", id)]
        try await client.ask(abort, accepting: [404]) { _, _ in }
    }
}

/// Parts that were read before it was known that there are several.
private actor PendingParts {
    private var parts: [[UInt8]]

    init(_ parts: [[UInt8]]) { self.parts = parts }

    func take() -> [UInt8]? { parts.isEmpty ? nil : parts.removeFirst() }
}

/// Cuts bytes that come in pieces of any size into parts of a given one.
private actor PartCutter {
    private var iterator: FileChunks.Iterator
    private var rest: [UInt8] = []

    init(_ chunks: FileChunks) { iterator = chunks.makeAsyncIterator() }

    /// The next part; the last one may be smaller. `nil` at the end.
    func next(_ size: Int) async throws -> [UInt8]? {
        var iterator = iterator
        while rest.count < size, let chunk = try await iterator.next() { rest += chunk }
        self.iterator = iterator
        guard !rest.isEmpty else { return nil }
        guard rest.count > size else {
            defer { rest = [] }
            return rest
        }
        let part = Array(rest[..<size])
        rest.removeFirst(size)
        return part
    }
}
