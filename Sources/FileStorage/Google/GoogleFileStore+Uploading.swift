import Crypto
import Foundation
import RegistryCore

extension GoogleFileStore {
    /// Writes a file as its bytes come: with one request when they fit into a piece, else as a resumable upload.
    @discardableResult
    public func write(
        _ chunks: FileChunks, size: Int64?, to key: FileKey, options: WriteOptions
    ) async throws -> FileInfo {
        var rest: [UInt8] = []
        var session: Session?
        var sent: Int64 = 0
        var digest = Insecure.MD5()
        let counter = TransferProgress.Counter(total: size, observer: options.progress)
        for try await chunk in chunks {
            rest += chunk
            // One piece stays behind: the last one is sent in another way.
            while rest.count > Self.pieceSize {
                let piece = Array(rest[..<Self.pieceSize])
                rest.removeFirst(Self.pieceSize)
                let opened = if let session { session } else { try await begin(key, options) }
                session = opened
                digest.update(data: piece)
                _ = try await send(piece, at: sent, total: nil, digest: nil, opened, key)
                sent += Int64(piece.count)
                counter.add(piece.count)
            }
        }
        guard size == nil || size == sent + Int64(rest.count) else {
            throw RegistryError(
                .invalidArgument, "\(key): \(sent + Int64(rest.count)) bytes came, and \(size ?? 0) were promised.")
        }
        guard let session else { return try await write(rest, to: key, options: options) }
        digest.update(data: rest)
        let total = sent + Int64(rest.count)
        let expected = Data(digest.finalize()).base64EncodedString()
        guard let answer = try await send(rest, at: sent, total: total, digest: expected, session, key) else {
            throw RegistryError(.corruptData, "\(key) did not arrive as a whole at \(client.host): send it again.")
        }
        let info = try await checked(answer, key, size: total, expected)
        counter.add(rest.count)
        return info
    }

    /// Where the pieces of an upload go. Who knows it can write the file: it is in no message.
    private struct Session: Sendable {
        let path: String
        let query: [(name: String, value: String)]
    }

    private func begin(_ key: FileKey, _ options: WriteOptions) async throws -> Session {
        var call = request("POST", "/upload/storage/v1/b/\(bucket)/o", uploadQuery("resumable", key, options))
        call.headers = [("x-upload-content-type", contentType(options)), ("content-type", "application/json")]
        call.body = Array("{}".utf8)
        let place = try await client.ask(call, about: key.path) { response, _ in response["location"] }
        // Only to where the beginning was sent.
        guard let place, let parts = URLComponents(string: place), let host = parts.host,
            client.host == host + (parts.port.map { ":\($0)" } ?? "")
        else {
            throw RegistryError(.corruptData, "\(client.host) does not say where the pieces of \(key) belong.")
        }
        return Session(
            path: parts.percentEncodedPath,
            query: (parts.queryItems ?? []).map { (name: $0.name, value: $0.value ?? "") })
    }

    /// Sends a piece; what of it has arrived is not sent again.
    ///
    /// - Parameter digest: the MD5 of the whole file, with its last piece: what is another one does not appear.
    /// - Returns: what the server says of the file, after the last piece.
    private func send(
        _ piece: [UInt8], at start: Int64, total: Int64?, digest: String?, _ session: Session, _ key: FileKey
    ) async throws -> Document? {
        var from = start
        let end = start + Int64(piece.count)
        for _ in 0..<64 {
            var call = request("PUT", session.path, session.query)
            call.body = Array(piece[Int(from - start)...])
            let range = call.body.isEmpty ? "*" : "\(from)-\(end - 1)"
            call.headers = [("content-range", "bytes \(range)/\(total.map(String.init) ?? "*")")]
            if let digest { call.headers.append(("x-goog-hash", "md5=\(digest)")) }
            let (status, arrived, answer) = try await client.ask(
                call, about: key.path, accepting: [308], timeLimit: .seconds(600)
            ) { response, _ in
                let bytes = try await response.body.collect(atMost: 1 << 20)
                return (response.status, response["range"], response.status == 308 ? nil : try? Document(json: bytes))
            }
            guard status == 308 else { return answer }
            let last = arrived?.split(separator: "-").last.flatMap { Int64($0) }
            from = last.map { $0 + 1 } ?? 0
            guard (start...end).contains(from) else {
                throw RegistryError(.corruptData, "\(client.host) has lost what was sent of \(key): send it again.")
            }
            if from == end, total == nil { return nil }
        }
        throw RegistryError(.unavailable, "\(client.host) takes nothing more of \(key).")
    }
}
