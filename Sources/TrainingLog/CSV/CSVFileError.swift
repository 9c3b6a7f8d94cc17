import FileFaults
import RegistryCore

/// A CSV file that cannot be written.
struct CSVFileError: Error, CustomStringConvertible {
    let path: String
    let reason: String

    init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }

    /// - Parameter number: The system's number of the error.
    init(path: String, number: Int32) {
        self.init(path: path, reason: FileFault.reason(number))
    }

    var description: String { "The CSV file \(path) cannot be written: \(reason)" }
}
