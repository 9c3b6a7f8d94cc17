/// What tells whether a CSV file is as it was when it was last seen.
struct CSVFileVersion: Equatable {
    var fileNumber: Int
    var length: UInt64
}
