import RegistryCore

/// The shapes of JSON that the API's document names.
enum APISchema: String, CaseIterable, Sendable {
    case problem = "Problem"
    case run = "Run"
    case runPage = "RunPage"
    case artifact = "Artifact"
    case artifactPage = "ArtifactPage"
    case file = "File"
    case filePage = "FilePage"
    case search = "Search"
    case groups = "Groups"
    case experiments = "Experiments"
    case fields = "Fields"
    case fieldValues = "FieldValues"
    case series = "Series"
    case logPage = "LogPage"
    case logMatches = "LogMatches"
    case openAPI = "OpenAPI"
    case newRun = "NewRun"
    case runEnd = "RunEnd"
    case change = "Change"
    case newArtifacts = "NewArtifacts"
    case insertion = "Insertion"
    case newPoints = "NewPoints"
    case newLines = "NewLines"
    case accepted = "Accepted"
    case newFile = "NewFile"
    case upload = "Upload"
    case trashItem = "TrashItem"
    case trashPage = "TrashPage"
    case nothing = "Nothing"

    /// How the document's other parts refer to it.
    var reference: Document { ["$ref": .string("#/components/schemas/\(rawValue)")] }

    /// The shape, as JSON Schema.
    var document: Document {
        switch self {
        case .problem:
            Self.object(
                [
                    "type": Self.text, "title": Self.text, "status": Self.whole, "detail": Self.text, "code": Self.text,
                    "requestId": Self.text,
                ], required: ["type", "title", "status", "detail", "code", "requestId"])
        case .run:
            Self.object([
                "_id": Self.runID, "experiment": Self.text, "name": Self.text, "status": Self.status,
                "startTime": Self.date, "endTime": Self.date, "heartbeat": Self.date, "parameters": Self.any,
                "tags": Self.any, "notes": Self.text, "host": Self.text, "gitCommit": Self.text, "metrics": Self.any,
            ])
        case .artifact: Self.any
        case .file:
            Self.object([
                "_id": [:], "file": Self.text, "filetype": Self.text, "_run": Self.runID, "step": Self.whole,
                "label": Self.text, "contentType": Self.text, "size": Self.whole, "sha256": Self.text,
                "location": Self.text,
            ])
        case .runPage: Self.page("runs", of: .run)
        case .artifactPage: Self.page("artifacts", of: .artifact)
        case .filePage: Self.page("files", of: .file)
        case .trashPage: Self.page("items", of: .trashItem)
        case .trashItem:
            Self.object(
                [
                    "collection": Self.text, "record": [:], "time": Self.date, "restorableUntil": Self.date,
                ], required: ["collection", "record", "time", "restorableUntil"])
        case .search:
            Self.object([
                "filter": Self.any, "expression": Self.text, "sort": Self.text, "limit": Self.whole,
                "cursor": Self.text,
            ])
        case .groups:
            Self.object(
                [
                    "by": Self.text,
                    "groups": Self.list(
                        Self.object(["value": [:], "count": Self.whole], required: ["value", "count"])),
                ], required: ["by", "groups"])
        case .experiments:
            Self.object(
                [
                    "experiments": Self.list(
                        Self.object(["name": [:], "runs": Self.whole], required: ["name", "runs"]))
                ], required: ["experiments"])
        case .fields:
            Self.object(
                [
                    "in": Self.text, "records": Self.whole, "isWhole": Self.truth,
                    "fields": Self.list(
                        Self.object(
                            ["name": Self.text, "types": Self.list(Self.text), "records": Self.whole],
                            required: ["name", "types", "records"])),
                ], required: ["in", "records", "isWhole", "fields"])
        case .fieldValues:
            Self.object(
                [
                    "in": Self.text, "field": Self.text, "hasOthers": Self.truth,
                    "values": Self.list(
                        Self.object(["value": [:], "records": Self.whole], required: ["value", "records"])),
                ], required: ["in", "field", "hasOthers", "values"])
        case .series: Self.columns
        case .logPage:
            Self.object(
                [
                    "run": Self.runID, "lines": Self.list(Self.logLine), "next": Self.textOrNull,
                ], required: ["run", "lines", "next"])
        case .logMatches:
            Self.object(
                [
                    "run": Self.runID, "lines": Self.list(Self.logLine), "count": Self.whole, "scanned": Self.whole,
                    "next": Self.textOrNull,
                ], required: ["run", "lines", "count", "scanned", "next"])
        case .openAPI, .nothing: Self.any
        default: written
        }
    }
}

extension APISchema {
    static let any: Document = ["type": "object"]
    static let text: Document = ["type": "string"]
    static let textOrNull: Document = ["type": ["string", "null"]]
    static let whole: Document = ["type": "integer", "format": "int64"]
    static let truth: Document = ["type": "boolean"]
    static let runID: Document = ["type": "string", "pattern": "^[0-9a-f]{32}$"]
    /// As answers write it.
    static let date: Document = ["type": "object", "properties": ["$date": ["type": "string", "format": "date-time"]]]
    /// As requests may write it.
    static let time: Document = ["type": ["string", "integer", "object"]]
    /// JSON has no NaN and no infinities.
    static let number: Document = ["type": ["number", "string"]]
    static let logLine = object(
        ["position": text, "time": date, "level": level, "text": text],
        required: ["position", "time", "level", "text"])
    static let status: Document = [
        "type": "string", "enum": .array(RunStatus.allCases.map { .string($0.rawValue) }),
    ]
    /// How a run may be ended.
    static let ending: Document = ["type": "string", "enum": .array(RunStatus.ends.map { .string($0.rawValue) })]
    static let level: Document = ["type": "string", "enum": .array(LogLevel.allCases.map { .string($0.name) })]

    static func object(_ properties: [(String, Document)], required: [String] = []) -> Document {
        var schema: Document = [
            "type": "object", "properties": .document(Document(properties.map { ($0.0, .document($0.1)) })),
        ]
        if !required.isEmpty { schema["required"] = .array(required.map { .string($0) }) }
        return schema
    }

    static func object(_ properties: KeyValuePairs<String, Document>, required: [String] = []) -> Document {
        object(properties.map { ($0.key, $0.value) }, required: required)
    }

    static func list(_ element: Document) -> Document { ["type": "array", "items": .document(element)] }

    private static func page(_ name: String, of element: APISchema) -> Document {
        object([(name, list(element.reference)), ("next", textOrNull)], required: [name, "next"])
    }

    private static let columns: Document = object(
        [
            "run": runID, "metric": text, "count": whole, "exact": truth, "steps": list(whole), "times": list(whole),
            "values": list(number), "firstSteps": list(whole), "lastSteps": list(whole), "counts": list(whole),
            "nanCounts": list(whole), "minima": list(number), "maxima": list(number), "firstValues": list(number),
            "lastValues": list(number), "firstTimes": list(whole), "lastTimes": list(whole),
            "positiveInfinityCounts": list(whole), "negativeInfinityCounts": list(whole), "finiteMinima": list(number),
            "finiteMaxima": list(number),
        ], required: ["run", "metric", "count", "exact"])
}
