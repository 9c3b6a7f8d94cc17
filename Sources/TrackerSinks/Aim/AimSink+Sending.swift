import FileStorage
import RegistryCore
import TrainingLog

extension AimSink {
    /// Sends entries.
    ///
    /// - Returns: Those that the server refuses, each once.
    func send(_ entries: [LogEntry], _ run: AimRun) async throws -> [RejectedEntry] {
        var rejected: [Int64: RejectedEntry] = [:]
        func reject(_ sequence: Int64, _ reason: any Error) {
            if rejected[sequence] == nil { rejected[sequence] = RejectedEntry(sequence: sequence, reason: reason) }
        }
        func flush(_ batch: inout AimBatch) async throws {
            for (target, points) in batch.sequences {
                do {
                    try await send(points, target, run)
                } catch let refusal as AimRefusal {
                    let error = refusal.error(about: "the sequence \(ShownText.of(target.series.name))")
                    for point in points { reject(point.sequence, error) }
                }
            }
            batch = AimBatch()
        }
        var batch = AimBatch()
        for entry in entries {
            do {
                try await take(entry, &batch, run)
            } catch let failure as PermanentFailure {
                reject(entry.sequence, failure.reason)
            } catch let refusal as AimRefusal {
                reject(entry.sequence, refusal.error(about: "what was logged"))
            }
            if batch.isFull { try await flush(&batch) }
        }
        try await flush(&batch)
        return rejected.values.sorted { $0.sequence < $1.sequence }
    }

    private func take(_ entry: LogEntry, _ batch: inout AimBatch, _ run: AimRun) async throws {
        switch entry.content {
        case .start(let document, let isResumed): try await take(document, isResumed: isResumed, run)
        case .parameters(let change): try await take(change, run)
        case .environment(let environment): try await take(environment: environment, run)
        case .scalar(let number, let step): batch.add([number], step, entry)
        case .scalars(let numbers, let step): batch.add(numbers, step, entry)
        case .record(let record, let place):
            let numbers = RecordFields.namedNumbers(of: record)
            batch.add(numbers, RecordFields.step(of: record, place: place), entry)
        case .line(let text, _): batch.add(line: text, entry)
        case .message(let message): batch.add(line: message.line.text, entry)
        case .labelledText(let text): batch.add(text, entry)
        case .image(let image, let step): try batch.add(image, step, entry)
        case .labelledPicture(let picture): try batch.add(picture.image, picture.step ?? 0, entry)
        case .video(let video, let step): try batch.add(video, step, entry)
        case .event(let bytes): batch.add(event: bytes, entry)
        case .file, .labelledFile, .command, .end: break
        }
    }

    /// Sends points of one sequence: the values first, so that what Aim keeps beside them speaks of none that is not there.
    private func send(_ points: [AimPoint], _ target: AimTarget, _ run: AimRun) async throws {
        let kind = target.kind
        let context = AimHash.of(target.series.context)
        var place = AimTracePlace(context: context, name: target.series.name)
        // In Aim a name is of one kind of sequence.
        while let other = traces[place], other.kind != kind {
            place = AimTracePlace(context: context, name: "\(place.name) (\(kind.valueType))")
        }
        let path: [AimKey] = [.number(context), .name(place.name)]
        let lists = kind.root(run.hash) + path
        let known = traces[place]
        if known == nil { try await begin(target, path, run) }
        func add(_ list: AimKey, _ value: (AimPoint) -> AimValue) async throws {
            try await run.add(lists + [list], points.map { AimField(kind.place($0.step), value($0)) })
        }
        try await add("val") { $0.value }
        try await add("epoch") { $0.epoch.map { .int($0) } ?? .none }
        try await add("time") { .double($0.time) }
        if kind == .metric { try await add("step") { .int($0.step) } }
        var trace = known ?? AimTrace(kind: kind)
        let fields = trace.take(points, isNew: known == nil)
        if !fields.isEmpty { try await run.update(["traces"] + path, fields) }
        traces[place] = trace
    }

    /// Has the run list a new sequence.
    private func begin(_ target: AimTarget, _ path: [AimKey], _ run: AimRun) async throws {
        let kind = target.kind
        for list in kind.lists { try await run.makeArray(kind.root(run.hash) + path + [list]) }
        let context = AimHash.of(target.series.context)
        if !contexts.contains(context) {
            try await run.setForAll(["contexts", .number(context)], target.series.contextValue)
            try await run.set(["contexts", .number(context)], target.series.contextValue)
            contexts.insert(context)
        }
        try await run.setForAll(["traces_types", .name(kind.valueType)] + path, .int(1))
        try await run.set(["typed_traces", .name(kind.listName)] + path, .int(1))
    }
}
