import Hummingbird
import RegistryCore

/// How many records have each value of a field.
struct GroupAnswer {
    let store: any RecordReader
    let collection: CollectionName
    /// The field that is meant when none is named.
    let usualField: String

    /// The groups that the fields `by`, `filter` and `limit` ask for.
    func response(to request: APIRequest) async throws -> Response {
        let fields = request.fields
        let path = try FieldPath(fields["by"] ?? usualField)
        let limit = try fields.number("limit", in: 1...1_000) ?? 100
        let filter =
            try fields["filter"].map { text throws(RegistryError) in
                try Filter(expression: text, in: collection)
            } ?? .everything
        let groups = try await store.groups(by: path, in: collection, matching: filter, limit: limit)
        return Response(
            tagged: [
                "by": .string(path.description),
                "groups": .array(groups.map { ["value": $0.value, "count": .int(Int64($0.count))] }),
            ], for: request.request)
    }
}
