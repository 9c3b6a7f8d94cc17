import Foundation
import Logging
import RegistryCore

/// Writes each message as one line of JSON: `time`, `level`, `label`, `message`, `error`, and what else it carries.
struct JSONLogHandler: LogHandler {
    private let label: String
    private let write: @Sendable (String) -> Void
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info

    /// - Parameter write: takes a line with its end. Default: standard error.
    init(
        label: String,
        write: @escaping @Sendable (String) -> Void = { FileHandle.standardError.write(Data($0.utf8)) }
    ) {
        self.label = label
        self.write = write
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var line: Document = [
            "time": .string(WallTime.now.description), "level": .string(event.level.rawValue),
            "label": .string(label), "message": .string(event.message.description),
        ]
        if let error = event.error { line["error"] = .string(String(reflecting: error)) }
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        // What a message carries never takes the place of what it is.
        for (key, value) in all.sorted(by: { $0.key < $1.key }) where line[key] == nil { line[key] = Self.value(value) }
        write(line.json() + "\n")
    }

    private static func value(_ value: Logger.Metadata.Value) -> Value {
        switch value {
        case .dictionary(let fields):
            .document(Document(fields.sorted { $0.key < $1.key }.map { ($0.key, Self.value($0.value)) }))
        case .array(let values): .array(values.map(Self.value))
        // Numbers stay numbers, so that they can be searched as such.
        case .stringConvertible(let number as Int): .int(Int64(number))
        case .stringConvertible(let number as Double): .double(number)
        default: .string(value.description)
        }
    }
}
