import RegistryCore
import TrainingLog

extension RecordFields {
    /// A record's numbers under the names that they have as metrics.
    static func namedNumbers(of record: Document) -> [NamedNumber] {
        numbers(of: record).map { key, value in NamedNumber(name: tag(of: key, in: record), value: value) }
    }
}
