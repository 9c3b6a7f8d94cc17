import Foundation
import RegistryCore

extension LavdImporter {
    /// The registry's run of an experiment, which is made when it is not there; `nil` where it is not and nothing can be made of what is there.
    func open(
        _ name: String, _ listing: LavdListing, _ summary: inout LavdImportSummary
    ) async throws -> LavdRun? {
        let id = RunID(hashing: Array("lavd\0\(directory)\0\(name)".utf8))
        let run: LavdRun
        if let stored = try await patience.call({ try await store.record(RecordID(id), in: .runs) }) {
            run = try await adopt(stored, id, name)
        } else {
            guard !isFruitless(name, listing, &summary) else { return nil }
            let document = newRun(id, name, listing)
            do {
                try await patience.call { _ = try await store.insert([document], into: .runs) }
                run = LavdRun(id: id, isNew: true, document: document)
            } catch let error as RegistryError where error.code == .alreadyExists {
                // Somebody else made it meanwhile, or an answer was lost.
                guard let stored = try await patience.call({ try await store.record(RecordID(id), in: .runs) }) else {
                    throw error
                }
                run = try await adopt(stored, id, name)
            }
        }
        runs[name] = run
        return run
    }

    private func newRun(_ id: RunID, _ name: String, _ listing: LavdListing) -> Document {
        let folder = URL(filePath: directory).lastPathComponent
        var document = Run(
            id: id, experiment: options.experiment ?? folder, name: name,
            startTime: listing.earliest.map { WallTime(millisecondsSince1970: $0) } ?? StoredFields.noTime
        ).document
        document["lavd"] = ["directory": .string(directory), "experiment": .string(name)]
        return document
    }

    private func adopt(_ stored: Document, _ id: RunID, _ name: String) async throws -> LavdRun {
        let run = LavdRun(id: id, isNew: false, document: stored)
        let origin = stored["lavd"]?.documentValue
        guard origin?["directory"] == .string(directory), origin?["experiment"] == .string(name) else {
            run.refusal = .ofRefusedRun(reason: "another run has the identifier \(id); delete one of them")
            return run
        }
        try await loadRecords(of: run)
        return run
    }

    /// Reads the records of a run's files.
    func loadRecords(of run: LavdRun) async throws {
        let filter = Filter.field("_run", .equals(.string(run.id.description)))
        var cursor: PageCursor?
        repeat {
            let query = Query(filter, limit: Query.largestPage, cursor: cursor)
            let page = try await patience.call { try await store.find(in: .files, query) }
            for document in page.elements {
                if let id = document["_id"].flatMap(RecordID.init) { run.note(document, id) }
            }
            cursor = page.next
        } while cursor != nil
    }
}
