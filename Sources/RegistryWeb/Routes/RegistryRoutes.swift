import Hummingbird
import RegistryCore

/// `/api/v1/experiments`, `/api/v1/fields`: what there is to ask for.
struct RegistryRoutes: Sendable {
    let store: any RecordReader

    private static let collections: [String: CollectionName] = [
        "artifacts": .artifacts, "runs": .runs, "files": .files,
    ]

    var endpoints: [Endpoint] {
        [
            Endpoint(
                Operation(
                    method: .get, path: "/experiments", name: "listExperiments",
                    summary: "The experiments with how many runs they have, the largest first.",
                    query: [.number("limit", 1...10_000, "At most so many; 1,000 unless said.")],
                    answer: .json(.experiments))
            ) { request in
                let limit = try request.fields.number("limit", in: 1...10_000) ?? 1_000
                let groups = try await store.groups(by: "experiment", in: .runs, matching: .everything, limit: limit)
                return Response(
                    tagged: [
                        "experiments": .array(groups.map { ["name": $0.value, "runs": .int(Int64($0.count))] })
                    ], for: request.request)
            },
            Endpoint(
                Operation(
                    method: .get, path: "/fields", name: "listFields",
                    summary: "The fields that the newest records have, with their types, for completing queries.",
                    query: [
                        .choice("in", Self.collections.keys.sorted(), "Which records; artifacts unless said.")
                    ], answer: .json(.fields))
            ) { request in
                try await fields(for: request)
            },
        ]
    }

    private func fields(for request: APIRequest) async throws -> Response {
        let name = request.fields["in"] ?? "artifacts"
        guard let collection = Self.collections[name] else {
            throw RegistryError(
                .invalidArgument, "in is one of \(Self.collections.keys.sorted().joined(separator: ", ")).")
        }
        let page = try await store.find(
            in: collection, Query(sort: [SortKey("_id", .descending)], limit: FieldSurvey.mostRecords))
        let survey = FieldSurvey(of: page.elements)
        return Response(
            tagged: [
                "in": .string(name), "records": .int(Int64(page.elements.count)), "fields": .array(survey.told),
            ], for: request.request)
    }
}
