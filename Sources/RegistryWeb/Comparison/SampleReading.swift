import Foundation
import RegistryCore

/// Asks a store for what runs logged besides numbers.
struct SampleReading: Sendable {
    /// The most records with texts or matrices of one run.
    private static let mostRecords = 200
    /// The most text files of one run.
    private static let mostFiles = 50
    /// Of a run with more artifacts only the newest are looked at: stores find the others by looking at all of them.
    private static let mostSearched = 20_000

    let store: any RecordReader
    let places: FilePlaces

    private static let stepFields = ["step", "iteration", "TrainingIteration", "epoch"]

    /// What one run logged.
    func samples(of run: RunID) async throws -> RunSamples {
        var samples = RunSamples()
        let own = Filter.field("_run", .equals(.string(run.description)))
        samples.isPartial = try await store.count(in: .artifacts, matching: own) > Self.mostSearched
        let wanted = Filter.or(
            (TextSample.fields + MatrixSample.fields).map { .field(FieldPath(components: [$0]), .exists(true)) })
        let newest = [SortKey("_id", .descending)]
        let filter = samples.isPartial ? own : Filter.and([own, wanted])
        let records = try await store.find(
            in: .artifacts, Query(filter, sort: newest, limit: Self.mostRecords)
        ).elements
        for record in records.reversed() {
            let step = Self.stepFields.lazy.compactMap { record[$0]?.intValue }.first ?? 0
            if let text = TextSample(record, step: step) { samples.texts.append(text) }
            samples.matrices += MatrixSample.fields.compactMap { MatrixSample($0, in: record, step: step) }
        }
        let texts = Filter.and([own, .field("contentType", .oneOf(["text/plain", "text/markdown"]))])
        let files = try await store.find(in: .files, Query(texts, sort: newest, limit: Self.mostFiles)).elements
        for file in files.reversed() {
            guard let label = file["label"]?.stringValue, let text = text(of: file) else { continue }
            samples.texts.append(
                TextSample(
                    label: label, step: file["step"]?.intValue ?? 0, text: text,
                    expected: file["expected"]?.stringValue,
                    isMarkdown: file["contentType"] == "text/markdown"))
        }
        return samples
    }

    /// The beginning of a file; `nil` when it cannot be read.
    private func text(of file: Document) -> String? {
        if let text = file["text"]?.stringValue { return text }
        guard let address = try? places.file(of: file), let handle = try? FileHandle(forReadingFrom: address) else {
            return nil
        }
        defer { try? handle.close() }
        return (try? handle.read(upToCount: TextSample.mostBytes)).map { String(decoding: $0, as: UTF8.self) }
    }
}
