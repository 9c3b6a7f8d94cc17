import HTTPTypes
import Hummingbird
import RegistryCore

/// A request to the API, its query's fields checked.
struct APIRequest: Sendable {
    let request: Request
    let context: BasicRequestContext
    let fields: FormFields

    /// A variable part of the address as it stands there, percent-encoded.
    func parameter(_ name: String) throws -> String { try context.parameters.require(name) }

    /// The run that the address names.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for anything that names none.
    func runID() throws -> RunID {
        guard let id = RunID(try parameter("id")) else {
            throw RegistryError(.invalidArgument, "A run's identifier is 32 hexadecimal digits.")
        }
        return id
    }

    /// The record that the address names.
    ///
    /// - Throws: ``RegistryError`` with `notFound` when there is none, and `invalidArgument` for a part that is no text.
    func record(in collection: CollectionName, of store: some RecordReader) async throws -> Document {
        for id in try RecordID.readings(of: try parameter("id")) {
            if let record = try await store.record(id, in: collection) { return record }
        }
        throw RegistryError(.notFound, "There is no \(Self.noun(for: collection)) with this identifier.")
    }

    private static func noun(for collection: CollectionName) -> String {
        switch collection {
        case .artifacts: "artifact"
        case .files: "file"
        default: "record"
        }
    }
}

extension RecordReader {
    /// The record of a run.
    ///
    /// - Throws: ``RegistryError`` with `notFound` when there is none.
    func existingRun(_ id: RunID) async throws -> Document {
        guard let run = try await record(RecordID(id), in: .runs) else {
            throw RegistryError(.notFound, "There is no run \(id).")
        }
        return run
    }
}
