import RegistryCore

/// The registry's records of the files that entries bring.
struct MediaRecords {
    /// One for each entry, found again by the entry's number.
    private(set) var first: [Document] = []
    /// Further ones of entries that bring several; found again by their names, which say what they hold.
    private(set) var others: [Document] = []

    var isEmpty: Bool { first.isEmpty && others.isEmpty }

    /// - Throws: ``RegistryError`` with `invalidArgument` when one of them cannot be a file.
    init(
        of entries: [LogEntry], run: RunID, folder: RunFolder, encoded: EncodedMedia
    ) throws(RegistryError) {
        for entry in entries {
            let files: [MediaFile]
            do {
                files = try MediaFile.files(of: entry, encoded: encoded)
            } catch {
                throw RegistryError(.invalidArgument, LogProblem.text(of: error), underlying: error)
            }
            for (index, file) in files.enumerated() {
                var record = file.record(of: run, in: folder)
                if index == 0 {
                    record["_seq"] = .int(entry.sequence)
                    first.append(record)
                } else {
                    others.append(record)
                }
            }
        }
    }
}

extension MediaFile {
    /// The file's record in the registry.
    func record(of run: RunID, in folder: RunFolder) -> Document {
        var record: Document = [
            "_run": .string(run.description),
            "file": .string("\(run)/\(labelledPath ?? name.map { "files/\($0)" } ?? "media/\(fileName)")"),
            "filetype": .string(fileType), "label": .string(label), "contentType": .string(contentType),
            "size": .int(Int64(encoded.bytes.count)), "sha256": .string(encoded.sha256),
        ]
        record["step"] = step.map { .int($0.rawValue) }
        record.update(with: fields)
        if isInline {
            record["text"] = .string(String(decoding: encoded.bytes, as: UTF8.self))
        } else {
            record["location"] = .string("\(folder.givenMediaPath)/\(fileName)")
        }
        return record
    }
}
