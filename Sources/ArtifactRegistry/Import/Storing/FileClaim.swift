import BSONCoding
import RegistryCore

/// The record of a file that a run is imported from, in the collection `files`: it holds the file's number in its run, and how
/// much of it is stored.
///
/// The number is the record's sequence number. The store keeps only one record of each, so that two imports at the same time
/// agree on the numbers.
struct FileClaim {
    /// What a file is known again by.
    struct Key: Hashable {
        let path: String
        /// Of an event file see ``EventFileStart``: another one of the same name has a number of its own. Of others 0.
        let start: Int64
    }

    /// The kind of event files, as it stands in their records.
    static let tensorBoard = "tensorboard"
    /// The most files of one run.
    static let mostFiles = Int64(1) << 22

    let id: RecordID
    let key: Key
    let number: Int64
    var storedBytes: Int

    /// The records of a run's files of a kind.
    static func filter(run: RunID, fileType: String) -> Filter {
        .and([
            .field("_run", .equals(.string(run.description))), .field("filetype", .equals(.string(fileType))),
        ])
    }

    /// A new record.
    static func document(key: Key, number: Int64, run: RunID, fileType: String) -> Document {
        [
            "_run": .string(run.description), "_seq": .int(number), "file": .string(key.path),
            "filetype": .string(fileType), "location": .string(key.path), "start": .int(key.start), "importedBytes": 0,
        ]
    }

    init(id: RecordID, key: Key, number: Int64) {
        self.id = id
        self.key = key
        self.number = number
        storedBytes = 0
    }

    /// Reads a record; `nil` for one that somebody else made.
    init?(_ document: Document) {
        guard let id = document["_id"].flatMap(RecordID.init), let number = document["_seq"]?.intValue,
            let path = document["file"]?.stringValue, let start = document["start"]?.intValue,
            (0..<Self.mostFiles).contains(number)
        else { return nil }
        self.id = id
        self.number = number
        key = Key(path: path, start: start)
        storedBytes = Int(clamping: max(0, document["importedBytes"]?.intValue ?? 0))
    }

    /// What to write when the file is stored up to a byte.
    static func change(storedBytes: Int) -> RecordChange {
        RecordChange(set: ["importedBytes": .int(Int64(storedBytes))])
    }
}
