import HTTPTypes
import RegistryCore

/// The API in the form of OpenAPI 3.1, made of the operations that the routes are made of.
struct OpenAPIDocument {
    let document: Document

    init(_ operations: [Operation]) {
        var paths = Document()
        for operation in operations {
            let address = Operation.root + operation.path
            var item = paths[address]?.documentValue ?? [:]
            item[operation.method.rawValue.lowercased()] = .document(Self.tell(operation))
            paths[address] = .document(item)
        }
        document = [
            "openapi": "3.1.0",
            "info": [
                "title": "LoggerAndViewer", "version": "1",
                "description":
                    "Runs, artifacts, files, metrics and logs of training. Errors are application/problem+json.",
            ],
            "paths": .document(paths),
            // Without tokens everybody may ask; as soon as there are some, a token is needed.
            "security": .array([.document([:]), ["token": .array([])]]),
            "components": [
                "securitySchemes": ["token": ["type": "http", "scheme": "bearer"]],
                "responses": ["Problem": .document(Self.problem)],
                "schemas": .document(
                    Document(APISchema.allCases.map { ($0.rawValue, .document($0.document)) })),
            ],
        ]
    }

    /// The answer of everything that goes wrong.
    private static let problem: Document = [
        "description": "What went wrong, and what to do about it.",
        "content": .document(
            tell(Operation.Content(type: ContentType.problemJSON.rawValue, schema: APISchema.problem.reference))),
    ]

    private static func tell(_ operation: Operation) -> Document {
        var told: Document = ["operationId": .string(operation.name), "summary": .string(operation.summary)]
        let parameters =
            operation.pathParameters.map { name in
                tell(Parameter.text(name, "What is meant: its identifier.").required, in: "path")
            } + operation.query.map { tell($0, in: "query") } + operation.headers.map { tell($0, in: "header") }
        if !parameters.isEmpty { told["parameters"] = .array(parameters.map { .document($0) }) }
        if let body = operation.body { told["requestBody"] = ["content": .document(tell(body))] }
        var answers = Document()
        for status in operation.statuses {
            answers["\(status.code)"] = [
                "description": .string(status.reasonPhrase), "content": .document(tell(operation.answer)),
            ]
        }
        for status in operation.errors { answers["\(status.code)"] = ["$ref": "#/components/responses/Problem"] }
        told["responses"] = .document(answers)
        return told
    }

    private static func tell(_ content: Operation.Content) -> Document {
        [content.type: ["schema": .document(content.schema)]]
    }

    private static func tell(_ parameter: Parameter, in place: String) -> Document {
        [
            "name": .string(parameter.name), "in": .string(place), "description": .string(parameter.meaning),
            "required": .bool(parameter.isRequired), "schema": .document(parameter.schema),
        ]
    }
}
