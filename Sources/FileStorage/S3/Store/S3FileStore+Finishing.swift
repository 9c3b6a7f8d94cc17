import BSONCoding
import Crypto
import RegistryCore

extension S3FileStore {
    /// Has the server put the parts together.
    ///
    /// - Parameter whole: the digest of all of them; `nil` where the server gives none of a file that came in parts.
    func finishUpload(
        _ key: FileKey, _ id: String, _ parts: [UploadPart], _ whole: StoredDigest?, _ options: WriteOptions
    ) async throws -> FileInfo {
        let size = parts.reduce(Int64(0)) { $0 + Int64($1.size) }
        var text = "<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
        for part in parts {
            let checksum = part.sha256.map { "<ChecksumSHA256>\($0)</ChecksumSHA256>" } ?? ""
            text +=
                "<Part><PartNumber>\(part.number)</PartNumber><ETag>\(Self.escaped(part.etag))</ETag>\(checksum)</Part>"
        }
        var finish = call("POST", key)
        finish.query = [("uploadId", id)]
        finish.headers = [("content-type", "application/xml")] + conditionHeaders(options.condition)
        finish.body = Array((text + "</CompleteMultipartUpload>").utf8)
        // Putting thousands of parts together takes minutes at some servers.
        finish.timeLimit = .seconds(600)
        let (refusal, version): (RegistryError?, String?) = try await client.ask(finish, accepting: [404, 412]) {
            response, attempt in
            guard [404, 412].contains(response.status) else {
                // Headers have it in quotes, and not every server's XML.
                let etag = try await client.xml(response).text("ETag").map { "\"\($0.filter { $0 != "\"" })\"" }
                return (nil, configuration.isGoogles ? response["x-goog-generation"] : etag)
            }
            let refusal = try await client.refusal(response)
            // The answer to an earlier attempt was lost: then the file may be there.
            guard attempt > 1 else { throw refusal }
            return (refusal.registryError(for: finish, at: client.place, now: .now), nil)
        }
        let found: (info: FileInfo, head: ObjectHead)?
        do {
            found = try await look(key)
        } catch let error as RegistryError where [.accessDenied, .unavailable, .timedOut].contains(error.code) {
            // A key may have the right to write alone; and what the server has said to be done is done, whatever it says next.
            if let refusal { throw error.code == .accessDenied ? refusal : error }
            return FileInfo(key: key, size: size, version: version)
        }
        if let refusal {
            guard let found, found.info.size == size, isObject(found.head, of: parts, whole) else { throw refusal }
            return found.info
        }
        if let version, let generation = found?.head.generation, generation != version {
            // Somebody else has written it since, which says nothing of what was sent.
            return FileInfo(key: key, size: size, version: version)
        }
        guard let found, found.info.size == size, !isDamaged(found.head, whole) else {
            throw await damage(to: key, found == nil ? nil : version)
        }
        return found.info
    }

    /// Whether an object has another digest than what was sent.
    private func isDamaged(_ head: ObjectHead, _ whole: StoredDigest?) -> Bool {
        guard let whole, let given = head.digests.first(where: { $0.kind == whole.kind }) else { return false }
        return given != whole
    }

    /// What is thrown when an object that was just written is not what was sent. At Google's it is deleted, unless somebody has written another
    /// since: who finds it takes it for what its name says.
    private func damage(to key: FileKey, _ written: String?) async -> RegistryError {
        guard configuration.isGoogles, let written else {
            return RegistryError(.corruptData, "\(key) did not arrive as a whole at \(client.place): send it again.")
        }
        return await .changedOnItsWay(key, to: client.place) {
            var call = self.call("DELETE", key)
            call.headers = [("x-goog-if-generation-match", written)]
            try await self.client.ask(call, accepting: [404, 412]) { _, _ in }
        }
    }

    /// Whether an object is the one that these parts make.
    ///
    /// Google gives a digest of the whole, whose ETags say nothing of the parts. Elsewhere the ETag is the MD5 of their MD5s, and how many they
    /// are; of parts whose ETags are no MD5, as those that are encrypted with a key service, only the number is compared.
    private func isObject(_ head: ObjectHead, of parts: [UploadPart], _ whole: StoredDigest?) -> Bool {
        if let whole { return head.digests.contains(whole) }
        guard let version = head.etag?.filter({ $0 != "\"" }).lowercased() else { return false }
        let digests = parts.map { $0.etag.filter { $0 != "\"" }.lowercased() }
        let hasKeyService = if case .keyService = configuration.encryption { true } else { false }
        guard !hasKeyService, digests.allSatisfy({ Hexadecimal.isText($0.utf8, ofDigits: 32) }) else {
            return version.hasSuffix("-\(parts.count)")
        }
        var hash = Insecure.MD5()
        for digest in digests {
            var digits = digest.utf8[...]
            while let byte = Hexadecimal.number(of: digits.prefix(2), as: UInt8.self) {
                hash.update(data: [byte])
                digits = digits.dropFirst(2)
            }
        }
        return version == "\(Hexadecimal.text(ofBytes: hash.finalize()))-\(parts.count)"
    }

    static func escaped(_ text: String) -> String {
        text.map { letter in
            switch letter {
            case "<": "&lt;"
            case ">": "&gt;"
            case "&": "&amp;"
            case "\"": "&quot;"
            default: String(letter)
            }
        }.joined()
    }
}
