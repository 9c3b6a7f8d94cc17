import EventFiles

/// Writes records of `.wandb` files.
package enum WandBRecordEncoder {
    /// The version of W&B's own client that must at least be there to understand what is written here.
    package static let minimumConsumer = "0.70.0"

    /// One record. `.other` gives a record that says nothing.
    ///
    /// - Parameter number: The record's place in its file, from 1.
    package static func encode(_ record: WandBRecord, number: Int64) -> [UInt8] {
        var writer = ProtobufWriter()
        writer.integer(1, number)
        switch record {
        case .header(let producer, let minimumConsumer):
            writer.message(WandBFieldNumber.header) {
                $0.message(1) {
                    $0.string(1, producer)
                    $0.string(2, minimumConsumer)
                }
            }
        case .run(let run): writer.message(WandBFieldNumber.run) { write(run, to: &$0) }
        case .config(let update, let remove):
            writer.message(WandBFieldNumber.config) { write(update, remove, to: &$0) }
        case .summary(let update, let remove):
            writer.message(WandBFieldNumber.summary) { write(update, remove, to: &$0) }
        case .history(let items, let step):
            writer.message(WandBFieldNumber.history) {
                for item in items { $0.message(1) { write(item, to: &$0) } }
                if let step { $0.message(2) { $0.integer(1, step) } }
            }
        case .output(let isError, let seconds, let text):
            writer.message(WandBFieldNumber.outputRaw) {
                if !isError { $0.integer(1, 1) }
                $0.message(2) { write(seconds, to: &$0) }
                $0.string(3, text)
            }
        case .files(let paths):
            writer.message(WandBFieldNumber.files) {
                for path in paths {
                    $0.message(1) {
                        $0.string(1, path)
                        // At the end: a file may still be written to.
                        $0.integer(2, 1)
                    }
                }
            }
        case .stats(let items, let seconds):
            writer.message(WandBFieldNumber.stats) {
                $0.message(2) { write(seconds, to: &$0) }
                for item in items { $0.message(3) { write(item, to: &$0) } }
            }
        case .metric(let metric): writer.message(WandBFieldNumber.metric) { write(metric, to: &$0) }
        case .alert(let title, let text, let level):
            writer.message(WandBFieldNumber.alert) {
                $0.string(1, title)
                $0.string(2, text)
                $0.string(3, level)
            }
        case .exit(let code, let runtime):
            writer.message(WandBFieldNumber.exit) {
                $0.integer(1, code)
                $0.integer(2, runtime)
            }
        case .other: break
        }
        return writer.bytes
    }

    private static func write(_ update: [WandBItem], _ remove: [WandBItem], to writer: inout ProtobufWriter) {
        for item in update { writer.message(1) { write(item, to: &$0) } }
        for item in remove { writer.message(2) { write(item, to: &$0) } }
    }

    private static func write(_ item: WandBItem, to writer: inout ProtobufWriter) {
        if item.path.count == 1 {
            writer.string(1, item.path[0])
        } else {
            for name in item.path { writer.string(2, name) }
        }
        // What every version of the client reads is JSON.
        switch item.value {
        case .json(let text): writer.data(16, text)
        case .none: writer.string(16, "null")
        case .bool(let flag): writer.string(16, flag ? "true" : "false")
        case .int(let number): writer.string(16, "\(number)")
        case .double(let number): writer.string(16, jsonText(number))
        case .text(let text): writer.data(16, jsonText(text))
        }
    }

    private static func write(_ run: WandBRun, to writer: inout ProtobufWriter) {
        writer.string(1, run.id)
        for (number, text) in [(2, run.entity), (3, run.project)] where !text.isEmpty { writer.string(number, text) }
        writer.message(4) { write(run.config, [], to: &$0) }
        let texts = [(6, run.group), (7, run.jobType), (8, run.displayName), (9, run.notes)]
        for (number, text) in texts where !text.isEmpty { writer.string(number, text) }
        for tag in run.tags { writer.string(10, tag) }
        for (number, text) in [(12, run.sweepID), (13, run.host)] where !text.isEmpty { writer.string(number, text) }
        if run.startingStep != 0 { writer.integer(14, run.startingStep) }
        if let start = run.startSeconds { writer.message(17) { write(start, to: &$0) } }
        guard !run.gitRemote.isEmpty || !run.gitCommit.isEmpty else { return }
        writer.message(21) {
            $0.string(1, run.gitRemote)
            $0.string(2, run.gitCommit)
        }
    }

    private static func write(_ metric: WandBMetric, to writer: inout ProtobufWriter) {
        writer.string(1, metric.name)
        if !metric.stepMetric.isEmpty { writer.string(4, metric.stepMetric) }
        writer.message(6) { $0.integer(3, 1) }
        guard !metric.summary.isEmpty else { return }
        writer.message(7) {
            for summary in WandBMetric.Summary.allCases where metric.summary.contains(summary) {
                $0.integer(summary.rawValue, 1)
            }
        }
    }

    private static func write(_ seconds: Double, to writer: inout ProtobufWriter) {
        // Outside of what a clock shows there is nothing to be said.
        let bounded = min(max(seconds.isNaN ? 0 : seconds, 0), 253_402_300_799)
        let whole = bounded.rounded(.down)
        writer.integer(1, Int64(whole))
        writer.integer(2, Int64(((bounded - whole) * 1e9).rounded(.down)))
    }
}
