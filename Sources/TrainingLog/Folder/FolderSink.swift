import RegistryCore

/// What was logged under labels as files for people and for lavd, in the run's folder: `0001/loss.json`, `0001/bird.png`, `summary.md`,
/// `command.json`, `events.log`.
///
/// A file of a label and step is put in its place whole, so that writing it again changes nothing. The logs grow at their ends;
/// what has arrived behind a checkpoint is recognised by its bytes. Nothing that was there before is cut.
final class FolderSink: LogSink {
    static let sinkName = "folder"
    let name = sinkName
    let logType: LogType
    private let files: FolderFiles
    private let encoded: EncodedMedia
    private let logs: [FolderLog]

    /// - Parameters:
    ///   - owner: A part of the names of files that are being written; no other journal's sink has it.
    ///   - isRecovery: The journal's process has died: what others write meanwhile is newer, and stays. Default: no.
    ///   - encoded: What other sinks of the run encoded already.
    init(folder: RunFolder, owner: String, isRecovery: Bool = false, encoded: EncodedMedia = EncodedMedia()) {
        self.encoded = encoded
        files = FolderFiles(folder: folder.path, owner: owner, isRecovery: isRecovery)
        logs = ["events", "stdout", "stderr"].map { FolderLog(folder: folder.path, name: $0) }
        logType = LogType(kind: "folder", place: folder.path)
    }

    func restore(_ state: Document) async throws {
        for log in logs { log.restore(state[log.name]?.intValue) }
    }

    func takes(_ content: LogEntry.Content) -> Bool {
        switch content {
        case .scalar, .scalars, .image, .line, .labelledText, .labelledPicture, .command, .message, .labelledFile: true
        case .start, .record, .event, .environment, .parameters, .file, .video, .end: false
        }
    }

    /// Before a log is written to for the first time its length is kept: what is behind it is this journal's.
    func prepare(for entries: [LogEntry]) async throws -> Bool {
        let hasLines = entries.contains { FolderLines(of: $0) != nil }
        guard hasLines, logs.contains(where: { !$0.isBegun }) else { return false }
        for log in logs where !log.isBegun { try log.begin() }
        return true
    }

    func deliver(_ entries: [LogEntry]) async throws -> [RejectedEntry] {
        var rejected: [RejectedEntry] = []
        var lines: [(sequence: Int64, texts: FolderLines)] = []
        for entry in entries {
            if let texts = FolderLines(of: entry) {
                lines.append((entry.sequence, texts))
                continue
            }
            // What a failure had come again for is written again, to the same places.
            do {
                try write(entry)
            } catch let failure as PermanentFailure {
                rejected.append(RejectedEntry(sequence: entry.sequence, reason: failure.reason))
            }
        }
        for log in logs { try log.append(lines.map { ($0.sequence, $0.texts.bytes(for: log.name)) }) }
        return rejected
    }

    func checkpoint() async throws -> Document {
        try files.synchronize()
        var state: Document = [:]
        for log in logs {
            try log.synchronize()
            state[log.name] = log.certainEnd.map { .int(Int64($0)) }
        }
        return state
    }

    func finish(_ ending: RunEnding?) async throws {
        // Every file is in its place already.
    }

    private func write(_ entry: LogEntry) throws {
        switch entry.content {
        case .scalar(let number, let step): try write([number], step, entry.time)
        case .scalars(let numbers, let step): try write(numbers, step, entry.time)
        case .image(let image, let step): try writePNG(image, of: entry, at: try files.place(image.tag, step))
        case .labelledPicture(let picture): try write(picture, of: entry)
        case .labelledText(let text): try write(text, entry.time)
        case .command(let command):
            try files.set("command", to: .document(command), in: try files.place("command", nil), at: entry.time)
        case .labelledFile(let file):
            try files.write(
                file.bytes, to: try files.place(file.label, file.step), as: file.fileExtension, at: entry.time)
        case .start, .record, .event, .environment, .line, .parameters, .message, .file, .video, .end: break
        }
    }

    private func write(_ numbers: [NamedNumber], _ step: Step, _ time: WallTime) throws {
        var refusal: PermanentFailure?
        for number in numbers where !number.name.hasPrefix(Self.measurements) {
            do {
                try files.set(
                    "scalars", to: ["value": .double(number.value)], in: try files.place(number.name, step),
                    at: time)
            } catch let failure as PermanentFailure {
                // One that has no place is no reason to lose the others of its step.
                refusal = refusal ?? failure
            }
        }
        if let refusal { throw refusal }
    }

    /// What the machine uses stands at seconds, and would be taken for steps.
    private static let measurements = "system/"

    private func write(_ picture: LabelledPicture, of entry: LogEntry) throws {
        let place = try files.place(picture.label, picture.step)
        // The boxes would be those of another image.
        guard !files.isLate(entry.time, for: place, as: "png") else { return }
        try writePNG(picture.image, of: entry, at: place)
        var fields = picture.boxFields
        // Boxes of an image that was logged before under this label and step are not those of this one.
        guard !fields.isEmpty else { return try files.set("images", to: nil, in: place, at: entry.time) }
        fields = Document(distinct: [("source", .string(place.name + ".png"))] + fields.map { ($0.key, $0.value) })
        try files.set("images", to: .document(fields), in: place, at: entry.time)
    }

    private func writePNG(_ image: LoggedImage, of entry: LogEntry, at place: FolderFiles.Place) throws {
        let bytes: [UInt8]
        do {
            bytes = try encoded.file(of: entry.sequence, image.png).bytes
        } catch {
            throw PermanentFailure(error)
        }
        try files.write(bytes, to: place, as: "png", at: entry.time)
    }

    private func write(_ text: LabelledText, _ time: WallTime) throws {
        let place = try files.place(text.label, text.step)
        if text.isMarkdown {
            let end = text.text.hasSuffix("\n") ? "" : "\n"
            return try files.write(Array((text.text + end).utf8), to: place, as: "md", at: time)
        }
        // One label has one text: with an expected one it is in the JSON file, else in a file of its own.
        if let expected = text.expected {
            guard !files.isLate(time, for: place, as: "txt") else { return }
            let texts: Document = ["actual": .string(text.text), "expected": .string(expected)]
            try files.set("texts", to: .document(texts), in: place, at: time)
            try files.remove(place, "txt", at: time)
        } else {
            guard try !files.isLate(time, for: place, as: "json") || !files.has("texts", in: place) else { return }
            try files.write(Array("\(text.text)\n".utf8), to: place, as: "txt", at: time)
            try files.set("texts", to: nil, in: place, at: time)
        }
    }
}
