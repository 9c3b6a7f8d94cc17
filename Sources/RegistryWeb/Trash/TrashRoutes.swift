import Hummingbird
import RegistryCore

/// What deletes runs, artifacts and files' records, and brings them back.
struct TrashRoutes: Sendable {
    let trash: Trash
    let limits: RequestLimits

    var endpoints: [Endpoint] {
        [list] + pair("/runs", "Run", .runs) + pair("/artifacts", "Artifact", .artifacts)
            + pair("/files", "File", .files)
    }

    private var list: Endpoint {
        Endpoint(
            Operation(
                method: .get, path: "/trash", name: "listTrash", summary: "A page of what can be restored.",
                query: Parameter.page, answer: .json(.trashPage))
        ) { request in
            try await RecordAnswer(
                store: trash.store, collection: trash.collection, listName: "items", largestAnswer: limits.largestAnswer
            ).response(
                to: try Query(fields: request.fields, in: trash.collection), for: request.request
            ) { item, json in json.write(.document(trash.told(try item.document()))) }
        }
    }

    private func pair(_ path: String, _ noun: String, _ collection: CollectionName) -> [Endpoint] {
        [
            Endpoint(
                Operation(
                    method: .delete, path: "\(path)/{id}", name: "delete\(noun)",
                    summary: "Deletes it. For seven days it can be restored; a file's bytes stay where they are.",
                    answer: .json(.trashItem))
            ) { request in
                Response(json: try await trash.delete(try ids(of: request, in: collection), from: collection))
            },
            Endpoint(
                Operation(
                    method: .post, path: "\(path)/{id}/restore", name: "restore\(noun)",
                    summary: "Brings it back from the trash.", answer: .json(.nothing))
            ) { request in
                try await trash.restore(try ids(of: request, in: collection), to: collection)
                return Response(json: [:])
            },
        ]
    }

    private func ids(of request: APIRequest, in collection: CollectionName) throws -> [RecordID] {
        guard collection != .runs else { return [RecordID(try request.runID())] }
        return try RecordID.readings(of: try request.parameter("id"))
    }
}
