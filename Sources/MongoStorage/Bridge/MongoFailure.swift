import BSONCoding
import CMongoC

/// An error as libmongoc or the server told it, before it is put into words for people.
struct MongoFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// Which part of the library it comes from; ``serverDomain`` for what the server said.
    let domain: UInt32
    /// The library's or the server's number.
    let code: UInt32
    /// The library's or the server's words. They may hold content of records.
    let message: String
    /// What the server or the library says about trying again.
    let labels: Set<String>

    /// The domain of errors that the server itself reported.
    static let serverDomain = MONGOC_ERROR_SERVER.rawValue

    init(domain: UInt32, code: UInt32, message: String, labels: Set<String> = []) {
        self.domain = domain
        self.code = code
        self.message = message
        self.labels = labels
    }

    /// What a call of the library left behind.
    init(_ error: bson_error_t, reply: [UInt8]) {
        let message = withUnsafeBytes(of: error.message) { buffer in
            String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self)
        }
        self.init(domain: error.domain, code: error.code, message: message, labels: Self.labels(in: reply))
    }

    /// The fault that a reply tells although the call succeeded: a write that was refused, or one that was not confirmed.
    ///
    /// - Throws: `BSONError` when the reply cannot be read: it is not known then whether the write was made.
    init?(inReply reply: [UInt8]) throws(BSONError) {
        let reader = try BSONReader(reply)
        let places = [["writeErrors", "0"], ["writeConcernError"]]
        for place in places {
            guard case .document(let fault)? = try reader.value(at: place) else { continue }
            let code: UInt32
            switch try fault.value(at: ["code"]) {
            case .int32(let number)?: code = UInt32(clamping: number)
            case .int64(let number)?: code = UInt32(clamping: number)
            case .double(let number)?: code = UInt32(exactly: number) ?? 0
            default: code = 0
            }
            var message = ""
            if case .string(let text)? = try fault.value(at: ["errmsg"]) { message = text }
            self.init(domain: Self.serverDomain, code: code, message: message, labels: Self.labels(in: reply))
            return
        }
        return nil
    }

    /// Domain, number and words.
    var description: String { "MongoDB \(domain):\(code) \(message)" }

    /// Without labels where they cannot be read: the failure itself is known, and is not tried again then.
    private static func labels(in reply: [UInt8]) -> Set<String> {
        guard let reader = try? BSONReader(reply), case .array(var list)? = try? reader.value(at: ["errorLabels"])
        else {
            return []
        }
        var labels: Set<String> = []
        while case .string(let label)? = try? list.nextValue() { labels.insert(label) }
        return labels
    }
}

extension MongoFailure {
    /// Whether the transaction it happened in can be tried again as a whole.
    var isTransient: Bool { labels.contains("TransientTransactionError") || isWriteConflict }

    /// Whether a commit that failed this way may have been made, and can be asked for again.
    var isUnknownCommit: Bool { labels.contains("UnknownTransactionCommitResult") }

    /// Whether a transaction was too large for the server's cache (TransactionTooLargeForCache, TransactionTooLarge).
    /// Trying it again as it is does not help.
    var isTooLarge: Bool { domain == Self.serverDomain && [257, 388].contains(code) }

    /// Whether a record or counter with the same unique key is there already.
    var isDuplicateKey: Bool { domain == Self.serverDomain && [11_000, 11_001, 12_582].contains(code) }

    /// Whether a collection that was to be made is there already.
    var isNamespaceExists: Bool { domain == Self.serverDomain && code == 48 }

    /// Whether an index that a command names is not there.
    var isBadHint: Bool { domain == Self.serverDomain && code == 2 }

    private var isWriteConflict: Bool { domain == Self.serverDomain && code == 112 }
}
