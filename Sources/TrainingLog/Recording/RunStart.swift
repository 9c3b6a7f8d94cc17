import BSONCoding
import RegistryCore

/// The first entry of a run: its record as it begins.
enum RunStart {
    /// The record as bytes. A part that no store could keep is left out and reported: without a record that can be stored the
    /// registry would get nothing of the run.
    static func body(of record: Document, report: (LogProblem) -> Void) -> [UInt8] {
        var record = record
        for part in ["parameters", "tags", "name", "experiment"] {
            do {
                return try checkedBody(of: record)
            } catch {
                guard record[part] != nil else { continue }
                record[part] = nil
                report(
                    LogProblem(
                        sink: nil, kind: .rejected, error: error,
                        message: "The run is logged without its \(part): \(LogProblem.text(of: error))"))
            }
        }
        // An identifier, a time and short texts of this program's: there is nothing in them to refuse.
        return (try? checkedBody(of: record)) ?? []
    }

    private static func checkedBody(of record: Document) throws(RegistryError) -> [UInt8] {
        let body = try RecordPreparation.prepare(record, for: .runs) { ObjectID() }.bson()
        try RecordPreparation.checkSize(inBytes: body.count, of: .runs)
        return body
    }
}
