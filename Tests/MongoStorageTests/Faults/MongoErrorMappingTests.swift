import BSONCoding
import RegistryCore
import Testing

@testable import MongoStorage

@Suite("Errors of MongoDB in words for people") struct MongoErrorMappingTests {
    @Test(
        "what the server says becomes a code and a sentence, without the server's words",
        arguments: [
            (UInt32(50), RegistryError.Code.timedOut), (18, .accessDenied), (13, .accessDenied),
            (11_000, .alreadyExists), (51_091, .invalidArgument), (10_107, .unavailable), (91, .unavailable),
            (11_600, .unavailable), (112, .unavailable), (20, .unsupported), (10_334, .invalidArgument),
            (14_031, .unavailable), (121, .invalidArgument), (166, .invalidArgument), (85, .unsupported),
            (146, .timedOut), (239, .unavailable), (371, .unavailable), (388, .invalidArgument),
            (123_456, .internalFailure),
        ])
    func server(number: UInt32, code: RegistryError.Code) throws {
        let failure = MongoFailure(
            domain: MongoFailure.serverDomain, code: number, message: "dup key: { x: \"secret\" }")
        let error = try #require(MongoErrorMapping.callerError(for: failure, at: "MongoDB at host") as? RegistryError)
        #expect(error.code == code)
        #expect(!error.message.contains("secret"))
        #expect(error.underlying as? MongoFailure == failure)
    }

    @Test(
        "what the driver says of a connection becomes a code",
        arguments: [
            (UInt32(2), UInt32(4), RegistryError.Code.unavailable), (15, 13_053, .unavailable),
            (1, 11, .accessDenied),
            (1, 7, .unavailable), (11, 1, .internalFailure),
        ])
    func driver(domain: UInt32, number: UInt32, code: RegistryError.Code) throws {
        let failure = MongoFailure(domain: domain, code: number, message: "secret")
        let error = try #require(MongoErrorMapping.callerError(for: failure, at: "MongoDB at host") as? RegistryError)
        #expect(error.code == code)
        #expect(!error.message.contains("secret"))
    }

    @Test func `errors that are words for people already, and cancellation, pass unchanged`() {
        let error = RegistryError(.notFound, "There is no run.")
        #expect((MongoErrorMapping.callerError(for: error, at: "x") as? RegistryError)?.message == error.message)
        #expect(MongoErrorMapping.callerError(for: CancellationError(), at: "x") is CancellationError)
    }

    @Test func `a reply's write error is a failure with its number and labels`() throws {
        let reply: Document = [
            "ok": 1, "writeErrors": [["index": 0, "code": 11_000, "errmsg": "E11000"]],
            "errorLabels": ["TransientTransactionError"],
        ]
        let failure = try #require(try MongoFailure(inReply: try reply.bson()))
        #expect(failure.isDuplicateKey)
        #expect(failure.isTransient)
        #expect(throws: BSONError.self, "a write whose reply cannot be read is no success") {
            try MongoFailure(inReply: Array(try reply.bson().dropLast(4)))
        }
        let success: Document = ["ok": 1, "n": 1]
        #expect(try MongoFailure(inReply: try success.bson()) == nil)
    }
}
