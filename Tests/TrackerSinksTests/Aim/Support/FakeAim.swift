import FileStorage
import Foundation
import RegistryCore
import Synchronization
import TrainingLog

@testable import TrackerSinks

/// As much of an Aim server as a run needs, for what a real one cannot be made to do.
final class FakeAim: HTTPSending {
    /// Answers a call before the server would: a status and a body, or nothing.
    typealias Answer = @Sendable (_ call: Call) throws -> (status: Int, body: String)?

    /// What was asked.
    struct Call: Sendable {
        /// The path without the client's name: `/tracking/read-instruction/`.
        var path: String
        /// The method of an object, of `read-instruction`; the kind of an object, of `get-resource`.
        var name: String
        var arguments: AimTreeReader?
        var headers: [String: String]

        /// The names and numbers of the first argument, which is a path.
        var place: [AimKey] {
            (0..<20).prefix(while: { arguments?[.number(0), .number($0)] != nil }).compactMap { index in
                switch arguments?[.number(0), .number(index)] {
                case .text(let text): .name(text)
                case .int(let number): .number(number)
                default: nil
                }
            }
        }
    }

    private let state = Mutex<[Call]>([])
    private let answer: Answer

    init(_ answer: @escaping Answer = { _ in nil }) { self.answer = answer }

    /// What was asked, in order.
    var calls: [Call] { state.withLock { $0 } }

    /// The calls of a method whose path has a name.
    func calls(_ method: String, with name: AimKey) -> [Call] {
        calls.filter { $0.name == method && $0.place.contains(name) }
    }

    func send(_ request: StorageRequest, timeLimit: Duration?) async throws -> StorageResponse {
        let body = (try? Document(json: request.body)) ?? [:]
        let parts = request.path.split(separator: "/").filter { $0.count != 36 }
        let call = Call(
            path: "/" + parts.joined(separator: "/") + "/",
            name: (body["method_name"] ?? body["resource_type"])?.stringValue ?? "",
            arguments: body["args"]?.stringValue.flatMap { Data(base64Encoded: $0) }.flatMap {
                AimTreeReader(Array($0))
            }, headers: Dictionary(request.headers.map { ($0.name, $0.value) }) { $1 })
        state.withLock { $0.append(call) }
        let (status, bytes): (Int, [UInt8])
        if let (code, text) = try answer(call) {
            (status, bytes) = (code, Array(text.utf8))
        } else {
            status = 200
            bytes =
                switch call.path {
                case "/client/get-version/": Array(#"{"version": "3.29.1"}"#.utf8)
                case "/tracking/get-resource/": Array(#"{"handler": "0a-1b"}"#.utf8)
                // As for a run that is there already, with nothing at any other path.
                case "/tracking/read-instruction/": AimTreeWriter.bytes(.none)
                default: Array("null".utf8)
                }
        }
        return StorageResponse(status: status, headers: [], body: FileChunks(bytes))
    }

    /// A sink that sends here.
    func sink(_ change: (inout AimConfiguration) -> Void = { _ in }) throws -> AimSink {
        var configuration = AimConfiguration(repo: "aim://aim.test")
        configuration.http = self
        change(&configuration)
        return try AimSink(configuration, run: FakeMLflow.runID, startTime: FakeMLflow.start)
    }

    /// An answer that says what Python failed with.
    static func exception(_ type: String, _ message: String) -> (status: Int, body: String) {
        let parts = type.split(separator: ".")
        let exception: Document = [
            "module_name": .string(parts.dropLast().joined(separator: ".")),
            "class_name": .string(String(parts.last ?? "")), "message": .string(message), "args": "[]",
        ]
        let answer: Document = ["exception": .document(exception)]
        return (400, answer.json())
    }
}
