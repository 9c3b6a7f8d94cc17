import RegistryCore

/// Reads an object, and goes on where it was when the connection breaks, as long as the object is the same.
actor ObjectReader {
    /// What a server answers to a question for bytes.
    struct Answer: Sendable {
        var status: Int
        /// Names the object's bytes, and is what the next question's condition says.
        var version: String?
        /// Google's number of the object, where its version is another name.
        var generation: String?
        /// That of all bytes, where the server gives one.
        var digest: StoredDigest?
        var body: FileChunks
    }

    /// Asks for bytes; an end of `Int64.max` is the object's. 412 and 416 are answers, too.
    typealias Question = @Sendable (_ range: Range<Int64>, _ version: String?) async throws -> Answer

    /// All bytes of an object.
    static let all = 0..<Int64.max

    private let place: String
    private let subject: String
    private let policy: RetryPolicy
    private let ask: Question
    private var range: Range<Int64>
    private var version: String?
    private var generation: String?
    /// What the server said that the digest of all bytes is, when all were asked for.
    private(set) var digest: StoredDigest?
    private var body: FileChunks.Iterator?
    private var failures = 0

    init(
        _ subject: String, at place: String, _ policy: RetryPolicy, range: Range<Int64>, version: String? = nil,
        generation: String? = nil, ask: @escaping Question
    ) {
        self.subject = subject
        self.place = place
        self.policy = policy
        self.range = range
        self.version = version
        self.generation = generation
        self.ask = ask
    }

    /// Asks for the bytes from where it is.
    ///
    /// - Throws: ``RegistryCore/RegistryError``; `corruptData` when the object is another one now.
    func open() async throws {
        guard !range.isEmpty else { return }
        let answer = try await ask(range, version)
        // Nothing is there behind the object's end.
        guard answer.status != 416 else {
            range = range.upperBound..<range.upperBound
            return
        }
        // A server that does not look at conditions may give parts of two versions.
        guard answer.status != 412, version == nil || answer.version == nil || answer.version == version,
            generation == nil || answer.generation == nil || answer.generation == generation
        else {
            throw RegistryError(.corruptData, "\(subject) was changed while it was read: read it again.")
        }
        guard answer.status == 206 || range.lowerBound == 0 else {
            throw RegistryError(.unsupported, "\(place) does not give parts of files, which is needed here.")
        }
        version = answer.version ?? version
        generation = answer.generation ?? generation
        if answer.status == 200, range == Self.all { digest = answer.digest }
        body = answer.body.makeAsyncIterator()
    }

    /// The next piece; `nil` at the end.
    func next() async throws -> [UInt8]? {
        while !range.isEmpty {
            guard var iterator = body else { return nil }
            do {
                guard let chunk = try await iterator.next() else {
                    body = nil
                    return nil
                }
                failures = 0
                // A server that does not know ranges may give more.
                let taken = Int64(chunk.count) > range.count ? Array(chunk.prefix(range.count)) : chunk
                range = range.lowerBound + Int64(taken.count)..<range.upperBound
                return taken
            } catch let failure as TransportFailure {
                failures += 1
                // Each time that bytes came it may break again; without any the server has so many chances.
                guard failures < 8 else {
                    throw RegistryError(
                        .unavailable, "The connection to \(place) broke over \(subject), again and again.",
                        underlying: failure)
                }
                try await policy.clock.sleep(policy.pause(after: failures, wish: nil))
                body = nil
                try await open()
            }
        }
        return nil
    }
}

extension S3FileStore {
    /// Reads a part of a file.
    ///
    /// - Parameter seen: which version of it; `nil` is the one that is there.
    func reader(_ key: FileKey, _ range: Range<Int64>, of seen: ObjectHead? = nil) -> ObjectReader {
        var call = call("GET", key)
        // As long as bytes come.
        call.timeLimit = nil
        return ObjectReader(
            call.subject, at: client.place, configuration.retries, range: range, version: seen?.etag,
            generation: seen?.generation
        ) { [client, call, configuration] range, version in
            var call = call
            if range != ObjectReader.all {
                let end = range.upperBound == .max ? "" : "\(range.upperBound - 1)"
                call.headers.append(("range", "bytes=\(range.lowerBound)-\(end)"))
            } else if !configuration.isGoogles {
                call.headers.append(ObjectHead.digestRequest)
            }
            // Google, too, has this condition for reading, and not that by generations alone.
            if let version { call.headers.append(("if-match", version)) }
            return try await client.ask(call, accepting: [412, 416]) { response, _ in
                let head = ObjectHead(response, configuration)
                return ObjectReader.Answer(
                    status: response.status, version: head.etag, generation: head.generation,
                    digest: head.digests.first, body: response.body)
            }
        }
    }
}
