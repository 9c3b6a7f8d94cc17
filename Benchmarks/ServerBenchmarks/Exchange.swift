import BenchmarkKit
import Foundation
import RegistryCore

/// A request as bytes, and how its answer ends.
struct Exchange: Sendable {
    private enum Framing { case http, mongoDB }

    private let bytes: [UInt8]
    private let framing: Framing

    /// - Parameter body: JSON; without one the request is a GET.
    static func http(_ target: String, method: String? = nil, body: String? = nil) -> Exchange {
        var text = "\(method ?? (body == nil ? "GET" : "POST")) \(target) HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        if let body { text += "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n" }
        return Exchange(bytes: Array((text + "\r\n" + (body ?? "")).utf8), framing: .http)
    }

    /// A command to MongoDB as one message of its protocol (OP_MSG, with one document and no flags).
    static func mongoDB(_ command: Document) throws -> Exchange {
        let document = try command.bson()
        func word(_ number: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }
        let head = [21 + document.count, 1, 0, 2_013, 0].flatMap(word) + [0]
        return Exchange(bytes: head + document, framing: .mongoDB)
    }

    /// Sends it and reads the whole answer.
    ///
    /// - Parameter acknowledgesAtOnce: see ``Connection/acknowledgeAtOnce()``.
    /// - Returns: the answer's bytes.
    /// - Throws: `WrongAnswer` when a server of HTTP does not say that all went well.
    @discardableResult
    func make(on connection: Connection, acknowledgesAtOnce: Bool = false) throws -> [UInt8] {
        try connection.send(bytes)
        var answer: [UInt8] = []
        var length: Int?
        repeat {
            if acknowledgesAtOnce { connection.acknowledgeAtOnce() }
            answer += try connection.receive()
            switch framing {
            case .mongoDB: length = answer.count < 4 ? nil : (0..<4).reduce(0) { $0 | Int(answer[$1]) << (8 * $1) }
            case .http: length = try length ?? Self.length(ofHTTP: answer)
            }
        } while length.map { answer.count < $0 } ?? true
        return answer
    }

    /// How long an answer is, once its head is there.
    private static func length(ofHTTP answer: [UInt8]) throws -> Int? {
        let end = Array("\r\n\r\n".utf8)
        guard let start = answer.indices.dropLast(3).first(where: { answer[$0...].starts(with: end) }) else {
            return nil
        }
        let head = String(decoding: answer[..<start], as: UTF8.self).lowercased()
        guard head.hasPrefix("http/1.1 2") else { throw WrongAnswer(String(decoding: answer, as: UTF8.self)) }
        let name = "\r\ncontent-length:"
        guard let field = head.range(of: name),
            let size = Int(head[field.upperBound...].prefix { $0 != "\r\n" }.filter { $0 != " " })
        else { throw WrongAnswer("an answer does not say how long it is: \(head)") }
        return start + 4 + size
    }
}
