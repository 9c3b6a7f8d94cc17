import FileStorage
import RegistryCore
import TrainingLog

extension MLflowSink {
    /// MLflow takes so many parameters and so many tags in a request.
    private static let mostTexts = 100
    /// So often a file is tried with a server that is out of order, but answers otherwise.
    private static let mostPutAttempts = 5

    /// Sends points of metrics: all at once or, when the server refuses one of them, halves until it stands alone.
    func send(_ batch: MLflowMetricBatch, _ run: MLflowRun) async throws -> [RejectedEntry] {
        guard batch.count > 0 else { return [] }
        do {
            _ = try await server.post("runs/log-batch", batch.body(run: run.id))
            return []
        } catch let refusal as MLflowRefusal {
            guard batch.count > 1, !refusal.isOfRun else {
                return batch.sequences.map {
                    RejectedEntry(
                        sequence: $0, reason: refusal.error(about: "a metric"), isForGood: refusal.isOfRun)
                }
            }
        }
        var rejected: [RejectedEntry] = []
        for half in batch.halves {
            for entry in try await send(half, run) where entry.sequence != rejected.last?.sequence {
                rejected.append(entry)
            }
        }
        return rejected
    }

    /// Sends parameters. One that the server refuses, as it does when it has another value, is told once.
    func send(
        parameters: [(key: String, value: Value)], _ entry: LogEntry, _ run: MLflowRun
    ) async throws -> [RejectedEntry] {
        try await send(MLflowText.parameters(parameters), as: "params", "the parameter", entry, run)
    }

    /// Sends tags.
    func send(
        tags: [(key: String, value: String)], _ entry: LogEntry, _ run: MLflowRun
    ) async throws -> [RejectedEntry] {
        let texts = tags.map { (key: MLflowName.of($0.key), value: MLflowText.cut($0.value, to: MLflowText.mostOfTag)) }
        return try await send(texts, as: "tags", "the tag", entry, run)
    }

    /// Sets a tag.
    func set(_ name: String, _ text: String, _ run: MLflowRun) async throws {
        _ = try await server.post(
            "runs/set-tag",
            [
                "run_id": .string(run.id), "key": .string(name),
                "value": .string(MLflowText.cut(text, to: MLflowText.mostOfTag)),
            ])
    }

    /// Puts a file below the run's.
    func put(
        _ name: String, _ bytes: [UInt8], _ contentType: String, _ entry: LogEntry, _ run: MLflowRun
    ) async throws -> [RejectedEntry] {
        guard let path = run.path(of: MLflowName.path(name)) else {
            // Once: it is the server's setting, not the file.
            guard isNews("artifacts", of: entry) else { return [] }
            return [
                RejectedEntry(
                    sequence: entry.sequence,
                    reason: RegistryError(
                        .unsupported,
                        "The MLflow server \(server.address) has files kept at \(ShownText.of(run.artifactURI, atMost: 80)), and takes none "
                            + "itself: start it with --serve-artifacts. Images and files are not in MLflow."),
                    isForGood: true)
            ]
        }
        do {
            try await server.put(path, bytes, contentType: contentType)
            putAttempts = (entry.sequence, 0)
            return []
        } catch let error as RegistryError
            where error.code == .unavailable && (error.underlying as? MLflowRefusal)?.status ?? 0 >= 500
        {
            // A place for files that is out of order holds up neither numbers nor other files for ever.
            putAttempts = (entry.sequence, putAttempts.sequence == entry.sequence ? putAttempts.count + 1 : 1)
            guard putAttempts.count >= Self.mostPutAttempts else { throw error }
            _ = try await server.get("runs/get", [("run_id", run.id)])
            return [RejectedEntry(sequence: entry.sequence, reason: error)]
        } catch let refusal as MLflowRefusal {
            return [rejection(of: entry, refusal, "the file \(ShownText.of(name))")]
        }
    }

    /// Sends the frames of a video as an animated GIF.
    func send(
        _ video: LoggedVideo, _ step: Step, _ entry: LogEntry, _ run: MLflowRun
    ) async throws -> [RejectedEntry] {
        let gif: [UInt8]
        do {
            gif = try video.gif()
        } catch {
            return [RejectedEntry(sequence: entry.sequence, reason: error)]
        }
        let label = MLflowName.of(video.tag).replacing("/", with: "~")
        return try await put("videos/\(label)_\(step.rawValue).gif", gif, "image/gif", entry, run)
    }

    /// An entry that the server refuses.
    func rejection(of entry: LogEntry, _ refusal: MLflowRefusal, _ subject: String) -> RejectedEntry {
        RejectedEntry(
            sequence: entry.sequence, reason: refusal.error(about: subject), isForGood: refusal.isOfRun)
    }

    private func send(
        _ texts: [(key: String, value: String)], as field: String, _ subject: String, _ entry: LogEntry,
        _ run: MLflowRun
    ) async throws -> [RejectedEntry] {
        var rejected: [RejectedEntry] = []
        for start in stride(from: 0, to: texts.count, by: Self.mostTexts) {
            let part = Array(texts[start..<min(start + Self.mostTexts, texts.count)])
            rejected += try await sendPart(part, as: field, subject, entry, run)
        }
        // An entry is refused once, however many of its values are.
        return Array(rejected.prefix(1))
    }

    private func sendPart(
        _ part: [(key: String, value: String)], as field: String, _ subject: String, _ entry: LogEntry,
        _ run: MLflowRun
    ) async throws -> [RejectedEntry] {
        do {
            _ = try await server.post(
                "runs/log-batch",
                [
                    "run_id": .string(run.id),
                    field: .array(
                        part.map { .document(["key": .string($0.key), "value": .string($0.value)]) }),
                ])
            return []
        } catch let refusal as MLflowRefusal {
            guard part.count > 1, !refusal.isOfRun else {
                guard let first = part.first, isNews("\(field) \(first.key)", of: entry) else { return [] }
                // Nobody can put it right: what MLflow has of a parameter stays.
                return [
                    RejectedEntry(
                        sequence: entry.sequence, reason: refusal.error(about: "\(subject) \(ShownText.of(first.key))"),
                        isForGood: true)
                ]
            }
        }
        // All that can be taken is, one by one.
        var rejected: [RejectedEntry] = []
        for text in part { rejected += try await sendPart([text], as: field, subject, entry, run) }
        return rejected
    }
}
