import Hummingbird
import RegistryCore

/// `/api/v1/experiments`, `/api/v1/fields`: what there is to ask for.
struct RegistryRoutes: Sendable {
    let store: any RecordReader
    private let surveys: FieldSurveys

    init(store: any RecordReader) {
        self.store = store
        surveys = FieldSurveys(store: store)
    }

    /// The most values of one answer.
    private static let mostValues = 50

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
                    summary: "The fields that records have, with their types, for completing queries.",
                    query: [
                        .choice("in", Self.collections.keys.sorted(), "Which records; artifacts unless said.")
                    ], answer: .json(.fields))
            ) { request in
                try await fields(for: request)
            },
            Endpoint(
                Operation(
                    method: .get, path: "/fields/values", name: "listFieldValues",
                    summary:
                        "Texts and truths that a field has in records, for completing queries; numbers are not told.",
                    query: [
                        .choice("in", Self.collections.keys.sorted(), "Which records; artifacts unless said."),
                        .text("field", "The field, as `/fields` names it.").required,
                        .text("with", "Only values that have this text in them."),
                    ], answer: .json(.fieldValues))
            ) { request in
                try await values(for: request)
            },
        ]
    }

    private func fields(for request: APIRequest) async throws -> Response {
        let (name, collection) = try Self.collection(of: request)
        let (survey, isWhole) = try await surveys.survey(of: collection)
        return Response(
            tagged: [
                "in": .string(name), "records": .int(Int64(survey.records)), "isWhole": .bool(isWhole),
                "fields": .array(survey.told),
            ], for: request.request)
    }

    private func values(for request: APIRequest) async throws -> Response {
        let (name, collection) = try Self.collection(of: request)
        guard let asked = request.fields["field"], !asked.isEmpty else {
            throw RegistryError(.invalidArgument, "Say which field, as field=parameters.model.")
        }
        // Whether a run is lost is not stored, but told by the time.
        if collection == .runs, asked == "status" {
            let groups = try await ApparentRuns(store, at: .now)
                .groups(by: "status", in: .runs, matching: .everything, limit: Self.mostValues)
            let wanted = (request.fields["with"] ?? "").lowercased()
            let fitting = groups.filter { wanted.isEmpty || $0.value.stringValue?.contains(wanted) == true }
            return Self.told(fitting.map { ($0.value, $0.count) }, of: asked, in: name, for: request)
        }
        let field = try await surveys.survey(of: collection).survey[asked]
        let values = field?.values(with: request.fields["with"] ?? "", limit: Self.mostValues) ?? []
        return Self.told(
            values.map { ($0.value, $0.records) }, of: asked, in: name, hasOthers: field?.hasOthers ?? false,
            for: request)
    }

    private static func told(
        _ values: [(value: Value, records: Int)], of field: String, in name: String, hasOthers: Bool = false,
        for request: APIRequest
    ) -> Response {
        Response(
            tagged: [
                "in": .string(name), "field": .string(field), "hasOthers": .bool(hasOthers),
                "values": .array(values.map { ["value": $0.value, "records": .int(Int64($0.records))] }),
            ], for: request.request)
    }

    private static func collection(of request: APIRequest) throws -> (name: String, collection: CollectionName) {
        let name = request.fields["in"] ?? "artifacts"
        guard let collection = collections[name] else {
            throw RegistryError(
                .invalidArgument, "in is one of \(collections.keys.sorted().joined(separator: ", ")).")
        }
        return (name, collection)
    }
}
