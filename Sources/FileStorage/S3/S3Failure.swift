import RegistryCore

/// What a storage server answers instead of what was asked for.
struct S3Failure: Error, Sendable {
    let status: Int
    /// S3's word: `NoSuchBucket`.
    let code: String
    /// The server's sentence, without our keys.
    let sentence: String
    /// Where the bucket is, when the server says so.
    let region: String?
    /// The server's clock.
    let serverTime: WallTime?
    let requestID: String?
    /// When to come back.
    let wish: Duration?

    /// Reads an answer, at most 64 KiB of it.
    init(_ response: StorageResponse, redacting credentials: S3Credentials?) async {
        let bytes = (try? await response.body.collect(atMost: 1 << 16)) ?? []
        let xml = try? XMLReader.read(bytes)
        let element = xml?.name == "Error" ? xml : xml?["Error"]
        self.init(
            status: response.status, element: element, headers: { response[$0] }, wish: response.wish,
            redacting: credentials)
    }

    init(
        status: Int, element: XMLElement?, headers: (String) -> String? = { _ in nil }, wish: Duration? = nil,
        redacting credentials: S3Credentials?
    ) {
        self.status = status
        code = (element?.text("Code") ?? "").filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".") }
        let text = element?.text("Message") ?? ""
        sentence = ShownText.of(credentials?.redact(text) ?? text, atMost: 300)
        region = [headers("x-amz-bucket-region"), element?.text("Region")].compactMap { $0 }.first {
            (1...32).contains($0.utf8.count)
                && $0.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
        }
        serverTime =
            (element?.text("ServerTime")).flatMap { WallTime(iso8601: $0) } ?? headers("date").flatMap(HTTPDate.read)
        requestID = (headers("x-amz-request-id") ?? element?.text("RequestId")).map { ShownText.of($0, atMost: 64) }
        self.wish = wish
    }

    /// Whether the same may work later.
    var mayPass: Bool {
        StorageResponse.passing.contains(status)
            || [
                "SlowDown", "RequestTimeout", "InternalError", "ServiceUnavailable", "OperationAborted",
                // Somebody else writes it at this moment: what became of that is known when it is asked again.
                "ConditionalRequestConflict",
            ].contains(code)
    }

    /// Whether the bucket is elsewhere.
    var isElsewhere: Bool {
        status == 301 || status == 307 || code == "PermanentRedirect" || code == "AuthorizationHeaderMalformed"
    }

    /// Whether the key has ended.
    var isExpiredKey: Bool { ["ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired"].contains(code) }

    /// For the caller.
    func registryError(for call: S3Call, at place: String, now: WallTime) -> RegistryError {
        let (kind, text) = words(for: call, at: place, now: now)
        let number = requestID.map { " (request \($0))" } ?? ""
        return RegistryError(kind, text + number, underlying: self)
    }

    private func words(for call: S3Call, at place: String, now: WallTime) -> (RegistryError.Code, String) {
        switch code {
        case "InvalidAccessKeyId":
            return (
                .accessDenied,
                "\(place) does not know the access key. Look whether it was deleted, or belongs elsewhere."
            )
        case "SignatureDoesNotMatch":
            return (
                .accessDenied,
                "\(place) does not accept the signature: the secret key is not the one that belongs to the access key."
            )
        case "RequestTimeTooSkewed", "RequestExpired":
            return (.accessDenied, Self.clockSentence(server: serverTime, now: now, at: place))
        case _ where isExpiredKey:
            return (.accessDenied, "The temporary key for \(place) has ended: get a new one.")
        case "InvalidToken":
            return (.accessDenied, "\(place) does not accept the session token: it does not belong to the access key.")
        case "NoSuchBucket":
            return (
                .notFound,
                "There is no bucket \(call.bucket ?? "") at \(place). Make it first, or look at its name and region."
            )
        case "NoSuchKey":
            return (.notFound, "There is no file \(call.subject) in the bucket \(call.bucket ?? "") at \(place).")
        case "NoSuchUpload": return (.notFound, "The upload of \(call.subject) is not there any more: begin it again.")
        case "BadDigest", "XAmzContentSHA256Mismatch", "InvalidDigest":
            return (.corruptData, "What arrived of \(call.subject) at \(place) is not what was sent: try it again.")
        case "EntityTooLarge": return (.invalidArgument, "\(call.subject) is larger than \(place) allows.")
        case "ConditionalRequestConflict":
            return (.unavailable, "\(call.subject) is written by others all the time: try it again.")
        case "PreconditionFailed":
            return (.alreadyExists, "\(call.subject) is there already, or is not what it was.")
        case "NotImplemented": return (.unsupported, "\(place) cannot do this: \(sentence)")
        default: break
        }
        let detail = code.isEmpty && sentence.isEmpty ? "" : " It says: \(code) \(sentence)"
        switch status {
        case 301, 302, 307, 308:
            let direction = region.map { " in the region \($0): use that" } ?? " elsewhere: use its region and address"
            return (.invalidArgument, "The bucket \(call.bucket ?? "") is\(direction).")
        case 401, 403:
            if let serverTime, code != "AccessDenied", Self.isFar(serverTime, now) {
                return (.accessDenied, Self.clockSentence(server: serverTime, now: now, at: place))
            }
            return (
                .accessDenied,
                "\(place) does not let this key use \(call.subject). It is there or not; ask its owner for the right.\(detail)"
            )
        case 404: return (.notFound, "There is no \(call.subject) at \(place).\(detail)")
        case 409, 412: return (.alreadyExists, "\(call.subject) is there already, or is not what it was.\(detail)")
        case 400 where code == "AuthorizationHeaderMalformed":
            let hint = region.map { ": use the region \($0)" } ?? ""
            return (.invalidArgument, "\(place) expects another region\(hint).")
        case 501, 505:
            return (.unsupported, "\(place) does not do what was asked about \(call.subject) (\(status)).\(detail)")
        case 408, 429, 500...599:
            return (.unavailable, "\(place) is busy or out of order (\(status)), for as long as it was tried.\(detail)")
        default:
            return (.invalidArgument, "\(place) refuses what was asked about \(call.subject) (\(status)).\(detail)")
        }
    }

    private static func isFar(_ server: WallTime, _ now: WallTime) -> Bool {
        abs(server.millisecondsSince1970 - now.millisecondsSince1970) > 300_000
    }

    /// Says by how much this machine's clock is off.
    static func clockSentence(server: WallTime?, now: WallTime, at place: String) -> String {
        guard let server else {
            return "\(place) finds the request too old or too new: set this machine's clock right."
        }
        let minutes = (now.millisecondsSince1970 - server.millisecondsSince1970) / 60_000
        let direction = minutes < 0 ? "behind" : "ahead of"
        return "This machine's clock is \(abs(minutes)) minutes \(direction) that of \(place), which therefore refuses "
            + "requests: set it right (now \(now), there \(server))."
    }
}
