import EventFiles
import RegistryCore

/// A run's parameters as TensorBoard's table of hyper-parameters wants them: an event at the start and one at the end.
struct HyperparameterEvents: Sendable {
    /// The bytes of the event at the start; `nil` when the run has no parameters.
    let start: [UInt8]?

    init(parameters: [String: Value], startTime: WallTime) {
        guard !parameters.isEmpty else {
            start = nil
            return
        }
        let values = parameters.mapValues { value -> HParamValue in
            switch value {
            case .bool(let value): .bool(value)
            case .int(let value): .number(Double(value))
            case .double(let value): .number(value)
            default: .string(CSVFormat.text(value))
            }
        }
        start = Self.bytes(
            .hparams(HParamsSessionStart(hparams: values, startSeconds: startTime.secondsSince1970)), at: startTime)
    }

    /// The bytes of the event at the end; `nil` when there was none at the start.
    func end(_ status: RunStatus, at time: WallTime) -> [UInt8]? {
        guard start != nil else { return nil }
        let end = HParamsSessionEnd(
            status: status == .finished ? .success : .failure, endSeconds: time.secondsSince1970)
        return Self.bytes(.hparams(end), at: time)
    }

    private static func bytes(_ value: SummaryValue, at time: WallTime) -> [UInt8] {
        EventEncoder.encode(Event(wallTime: time.secondsSince1970, content: .summary([value])))
    }
}
