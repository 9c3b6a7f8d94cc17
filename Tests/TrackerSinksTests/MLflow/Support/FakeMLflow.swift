import FileStorage
import RegistryCore
import RegistryTestKit
import Synchronization
import TrackerSinks
import TrainingLog

/// As much of a tracking server as a run needs, for what a real one cannot be made to do.
final class FakeMLflow: HTTPSending {
    /// Answers a call before the server would: a status and a body, or nothing.
    typealias Answer = @Sendable (_ method: String, _ body: Document) throws -> (status: Int, body: String)?

    private struct State {
        var calls: [(method: String, body: Document, headers: [String: String], size: Int)] = []
        var runs: [String] = []
    }

    private let state = Mutex(State())
    private let answer: Answer

    init(_ answer: @escaping Answer = { _, _ in nil }) { self.answer = answer }

    /// The calls of a method.
    func bodies(of method: String) -> [Document] {
        state.withLock { $0.calls.filter { $0.method == method }.map(\.body) }
    }

    /// How large the bodies of a method were.
    func sizes(of method: String) -> [Int] { state.withLock { $0.calls.filter { $0.method == method }.map(\.size) } }

    /// The headers of all calls.
    var headers: [[String: String]] { state.withLock { $0.calls.map(\.headers) } }

    /// What was called, in order: methods, and the paths of files.
    var methods: [String] { state.withLock { $0.calls.map(\.method) } }

    /// How many runs were made.
    var runCount: Int { state.withLock { $0.runs.count } }

    func send(_ request: StorageRequest, timeLimit: Duration?) async throws -> StorageResponse {
        let prefix = "/api/2.0/mlflow/"
        let method = request.path.firstRange(of: prefix).map { String(request.path[$0.upperBound...]) } ?? request.path
        let body = (try? Document(json: request.body)) ?? [:]
        let taken = state.withLock { state -> String in
            state.calls.append(
                (method, body, Dictionary(request.headers.map { ($0.name, $0.value) }) { $1 }, request.body.count))
            switch method {
            case "experiments/get-by-name":
                return #"{"experiment": {"experiment_id": "1", "name": "e", "lifecycle_stage": "active"}}"#
            case "runs/create":
                state.runs.append("run\(state.runs.count)")
                return "{\"run\": \(Self.run(state.runs.count - 1))}"
            case "runs/search": return "{\"runs\": [\(state.runs.indices.map(Self.run).joined(separator: ", "))]}"
            case "runs/get": return "{\"run\": \(Self.run(0))}"
            default: return "{}"
            }
        }
        let (status, text) = try answer(method, body) ?? (200, taken)
        return StorageResponse(status: status, headers: [], body: FileChunks(Array(text.utf8)))
    }

    /// A sink that sends here.
    func sink(_ change: (inout MLflowConfiguration) -> Void = { _ in }) throws -> MLflowSink {
        var configuration = MLflowConfiguration(trackingURL: "http://mlflow.test")
        configuration.http = self
        change(&configuration)
        return try MLflowSink(configuration, run: Self.runID, startTime: Self.start)
    }

    static let start = WallTime(millisecondsSince1970: 1_700_000_000_000)
    static let runID: RunID = {
        var generator = SeededGenerator(seed: 3)
        return RunID(time: start, using: &generator)
    }()

    static func entry(_ sequence: Int64, _ content: LogEntry.Content) -> LogEntry {
        LogEntry(
            sequence: sequence, time: WallTime(millisecondsSince1970: 1_700_000_000_000 + sequence), content: content)
    }

    /// An answer that refuses.
    static func refusal(_ status: Int, _ code: String, _ message: String) -> (status: Int, body: String) {
        (
            status,
            Document(["error_code": .string(code), "message": .string(message)].map { ($0.key, $0.value) }).json()
        )
    }

    private static func run(_ index: Int) -> String {
        #"{"info": {"run_id": "run\#(index)", "artifact_uri": "mlflow-artifacts:/1/run\#(index)/artifacts"}, "data": {}}"#
    }
}
