import RegistryCore

/// A run beside others.
struct ComparedRun: Sendable {
    let run: Run
    /// What it was made with, by dotted names; without when it began, which is a fact of the run.
    let environment: [String: Value]
    /// What it is called on the page: its name, with the end of its identifier when others are called the same.
    let label: String
    /// Which colour and which dashes it has, from 0 on: by its identifier, so that the order of the columns does not matter.
    let colour: Int
}

extension ComparedRun {
    /// How deep the environment is looked into; what lies deeper is one value.
    private static let deepest = 5
    /// The most fields of an environment that are compared.
    private static let mostFields = 1_000

    /// Runs with their names and colours.
    static func all(_ records: [(run: Run, record: Document)]) -> [ComparedRun] {
        let order = records.map(\.run.id).sorted()
        let names = records.map { record in
            record.run.name.isEmpty ? String(record.run.id.description.suffix(8)) : VisibleText.short(record.run.name)
        }
        return zip(records, names).map { record, name in
            let isShared = names.count { $0 == name } > 1
            var environment = flattened(record.record["environment"])
            environment["startTime"] = nil
            return ComparedRun(
                run: record.run, environment: environment,
                label: isShared ? "\(name) (\(record.run.id.description.suffix(6)))" : name,
                colour: order.firstIndex(of: record.run.id) ?? 0)
        }
    }

    private static func flattened(_ value: Value?) -> [String: Value] {
        var fields: [String: Value] = [:]
        func add(_ document: Document, behind prefix: String, depth: Int) {
            for (key, value) in document where fields.count < mostFields {
                let name = prefix + FieldName.unescaped(key)
                if let inner = value.documentValue, !inner.isEmpty, depth < deepest {
                    add(inner, behind: name + ".", depth: depth + 1)
                } else {
                    fields[name] = value
                }
            }
        }
        if let document = value?.documentValue { add(document, behind: "", depth: 1) }
        return fields
    }
}
