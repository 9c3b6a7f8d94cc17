/// A CSV file that cannot be written.
struct CSVFileError: Error, CustomStringConvertible {
    let path: String
    let reason: String

    var description: String { "The CSV file \(path) cannot be written: \(reason)" }
}
