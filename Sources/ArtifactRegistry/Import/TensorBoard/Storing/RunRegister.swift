import Foundation
import RegistryCore

/// Makes and finds the registry's runs of a log directory, and the records of their event files.
struct RunRegister {
    let store: any RegistryStore
    let patience: StorePatience
    let options: TensorBoardImportOptions
    /// The log directory, absolute and without links.
    let directory: String

    /// The registry's run of a TensorBoard run, which is made when it is not there.
    ///
    /// - Parameter facts: what is known of it so far.
    nonisolated(nonsending) func open(_ name: String, facts: RunFacts) async throws -> ImportedRun {
        let id = RunID(hashing: Array("\(directory)\0\(name)".utf8))
        if let stored = try await patience.call({ try await store.record(RecordID(id), in: .runs) }) {
            return try await adopt(stored, id, name, facts)
        }
        let document = newRun(id, name, facts)
        do {
            try await patience.call { _ = try await store.insert([document], into: .runs) }
            return ImportedRun(id: id, isNew: true, document: document, facts: facts, options: options)
        } catch let error as RegistryError where error.code == .alreadyExists {
            // Somebody else made it meanwhile, or an answer was lost.
            guard let stored = try await patience.call({ try await store.record(RecordID(id), in: .runs) }) else {
                throw error
            }
            return try await adopt(stored, id, name, facts)
        }
    }

    /// The number of an event file in its run; `nil` when the run has too many files.
    nonisolated(nonsending) func claim(_ path: String, for run: ImportedRun) async throws -> FileClaim? {
        let absolute = "\(directory)/\(path)"
        let key = FileClaim.Key(path: absolute, start: EventFileStart.digest(of: URL(filePath: absolute)))
        let claims = ClaimRegister(store: store, patience: patience, fileType: FileClaim.tensorBoard)
        return try await claims.claim(key, run: run.id, &run.claims)
    }

    private func newRun(_ id: RunID, _ name: String, _ facts: RunFacts) -> Document {
        let folder = URL(filePath: directory).lastPathComponent
        var document = Run(
            id: id, experiment: options.experiment ?? folder, name: name == "." ? folder : name,
            startTime: facts.earliest ?? StoredFields.noTime
        ).document
        document["tensorboard"] = ["directory": .string(directory), "run": .string(name)]
        return document
    }

    private nonisolated(nonsending) func adopt(
        _ stored: Document, _ id: RunID, _ name: String, _ facts: RunFacts
    ) async throws -> ImportedRun {
        let run = ImportedRun(id: id, isNew: false, document: stored, facts: facts, options: options)
        let origin = stored["tensorboard"]?.documentValue
        guard origin?["directory"] == .string(directory), origin?["run"] == .string(name) else {
            run.refusal = .refused(reason: "another run has the identifier \(id); delete one of them")
            return run
        }
        let claims = ClaimRegister(store: store, patience: patience, fileType: FileClaim.tensorBoard)
        try await claims.load(run: run.id, &run.claims)
        return run
    }
}
