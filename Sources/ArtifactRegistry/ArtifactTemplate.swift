import BSONCoding
public import RegistryCore

/// What a new record starts from: every field of the user's list with the default value of its type.
public struct ArtifactTemplate: Hashable, Sendable {
    /// The largest file that a template is read from: 1 MiB.
    static let largestFileInBytes = 1_048_576

    /// The fields: the user's with their defaults, then `ArtifactID`, `ModelName`, `FileList` and `Metadata`.
    public let record: Document

    /// A template from field names with the names of their types.
    ///
    /// One new `ArtifactID` is made for it, and all records that are made from it share it: it is what groups the
    /// records of one training run.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` that names the field, for a type that is unknown or not a text, and for a name that no
    ///   field may have.
    public init(fieldTypes: Document) throws(RegistryError) {
        var record = Document()
        for (field, type) in fieldTypes {
            try FieldName.validate(field, within: "the list of fields")
            guard !FieldName.reserved.contains(field) else {
                throw RegistryError(
                    .invalidArgument, "The field \"\(field)\" belongs to the registry. Choose another name.")
            }
            guard let type = type.stringValue, let value = Self.defaultValue(ofType: type) else {
                throw RegistryError(
                    .invalidArgument,
                    "The field \"\(field)\" has the type \(type), which is none of \(Self.typeNames).")
            }
            record[field] = value
        }
        self.init(fields: record)
    }

    /// A template of no fields but those that every record has, with a new `ArtifactID`.
    public init() { self.init(fields: [:]) }

    private init(fields: Document) {
        record = fields.updated(with: [
            "ArtifactID": .objectID(ObjectID()), "ModelName": "undefined", "FileList": [], "Metadata": [],
        ])
    }

    /// The default value of a type by its name, upper and lower case being the same: `float` 0.0, `integer` 0,
    /// `string` "", `boolean` false, `list`, `tuple` and `set` an empty list, `dict` an empty document, `none` null.
    /// `nil` for any other name.
    public static func defaultValue(ofType name: String) -> Value? {
        switch name.lowercased() {
        case "float": 0.0
        case "integer": 0
        case "string": ""
        case "boolean": false
        case "list", "tuple", "set": []
        case "dict": [:]
        case "none": .null
        default: nil
        }
    }

    private static let typeNames = "float, integer, string, boolean, list, tuple, set, dict, none"
}
