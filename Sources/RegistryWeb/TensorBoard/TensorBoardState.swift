import RegistryCore

/// What the server's TensorBoard is doing.
enum TensorBoardState: Equatable, Sendable {
    /// Nobody has asked for it.
    case stopped
    /// It has been started, or started again, and does not answer yet.
    case starting
    case running(port: Int)
    /// It ended, and is not started again by itself; why, in a sentence.
    case failed(String)

    /// Where it answers, on this machine.
    var address: String? { if case .running(let port) = self { "http://127.0.0.1:\(port)/" } else { nil } }

    /// A line of text, as the address always answered.
    var text: String {
        switch self {
        case .stopped: "TensorBoard is not running."
        case .starting: "TensorBoard is starting. Ask again in a few seconds."
        case .running: "TensorBoard is running on \(address ?? "")"
        case .failed(let reason): reason
        }
    }

    /// The same for programs.
    var document: Document {
        switch self {
        case .stopped: ["status": "stopped"]
        case .starting: ["status": "starting"]
        case .running(let port):
            ["status": "running", "url": .string(address ?? ""), "port": .int(Int64(port))]
        case .failed(let reason): ["status": "failed", "reason": .string(reason)]
        }
    }
}
