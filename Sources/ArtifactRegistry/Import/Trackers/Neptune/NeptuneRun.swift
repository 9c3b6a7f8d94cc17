import RegistryCore
import TrackerFiles

/// One of Neptune 1.x's offline folders: a run, or a part of one. The service they were meant for has ended; the folders remain.
final class NeptuneRun: SourceRun {
    let place: String
    let key: String
    var isWhole: Bool { root.isWhole(place) }
    private(set) var facts = SourceFacts()
    private let root: SourceFolder
    private var files: [String]
    /// The logs that were opened, the newest last.
    private var opened: [String] = []
    private var lines: JSONLines?
    /// Why a log could not be read. What is behind it has a place that is not known; what has none is read all the same.
    private var fault: RegistryError?
    private var printed: [String: PrintedLines] = [:]
    private var lastTime = StoredFields.noTime

    /// The folder in a run's with copies of what is to be uploaded.
    private static let uploads = "upload_path"
    /// The most streams of what was printed that are put together to lines.
    private static let mostStreams = 100

    init(_ folder: String, in root: SourceFolder) {
        place = folder
        self.root = root
        let description = "\(folder)/metadata.json"
        var metadata: Document?
        do {
            if root.isFile(description) { metadata = try JSONFile.document(description, in: root) }
        } catch {
            // What is to be done comes first: long reports are cut.
            root.passOver(
                description,
                "leave the folder its name, by which the run is known, \(Self.identifier(folder)), until this can be read: \(error.message)"
            )
        }
        key = metadata?["containerId"]?.stringValue ?? Self.identifier(folder)
        // In the order of the versions that they begin with.
        files = root.names(in: folder).compactMap { name -> (Int64, String)? in
            guard name.hasPrefix("data-"), name.hasSuffix(".log") else { return nil }
            return Int64(name.dropFirst(5).dropLast(4)).map { ($0, name) }
        }
        .sorted { $0.0 > $1.0 }.map(\.1)
        facts.name = String(key.prefix(8))
        facts.experiment = "neptune"
        facts.start = SourceNumber.time(metadata?["createdAt"])
        facts.tellsEnd = false
    }

    var part: String? { SourceFolder.name(of: place) }

    /// `run__<identifier>__<process>__<random>`.
    private static func identifier(_ folder: String) -> String {
        let name = SourceFolder.name(of: folder)
        let parts = name.split(separator: "_", omittingEmptySubsequences: true)
        return parts.count > 1 ? String(parts[1]) : name
    }

    func read(into batch: inout SourceBatch) throws -> Bool {
        while !batch.isFull {
            guard let entry = nextEntry(&batch) else {
                if let fault { throw fault }
                finishLines(&batch)
                return false
            }
            lastTime = SourceNumber.time(entry["at"]) ?? lastTime
            if let operation = entry["obj"]?.documentValue { take(operation, &batch) }
        }
        return true
    }

    /// The next entry of all logs; `nil` at the end of the last.
    private func nextEntry(_ batch: inout SourceBatch) -> Document? {
        while true {
            do {
                if let entry = try lines?.next(&batch) { return entry }
                lines = nil
                guard let name = files.popLast() else { return nil }
                opened.append("\(place)/\(name)")
                lines = try JSONLines("\(place)/\(name)", in: root)
            } catch {
                lines = nil
                if fault == nil { fault = error } else { batch.report(error.message) }
            }
        }
    }

    /// Gives what was printed last without an end. While a run goes on, that may be a piece of a line.
    private func finishLines(_ batch: inout SourceBatch) {
        let isAtRest = opened.last.map { LastLine.isWholeAtRest.isTaken(of: $0, in: root) } ?? true
        for stream in printed.keys.sorted() {
            if isAtRest {
                printed[stream]?.finish(level: .info, into: &batch)
            } else if printed[stream]?.isUnfinished == true {
                batch.omit(.piecesOfLines)
            }
        }
    }

    private func take(_ operation: Document, _ batch: inout SourceBatch) {
        let path = (operation["path"]?.arrayValue ?? []).compactMap(\.stringValue)
        let type = operation["type"]?.stringValue ?? ""
        let value = operation["value"] ?? .null
        if fault != nil, type.hasPrefix("Log") || type.hasPrefix("Upload") {
            return batch.omit(.behindAnUnreadLog, operation["values"]?.arrayValue?.count ?? 1)
        }
        switch type {
        case "LogFloats": takeNumbers(operation, path, &batch)
        case "LogStrings": takeTexts(operation, path, &batch)
        case "LogImages": batch.omit(.media("image"), operation["values"]?.arrayValue?.count ?? 1)
        case "UploadFile": takeFile(operation, path.joined(separator: "/"), &batch)
        case "UploadFileContent", "UploadFileSet": batch.omit(.uploads)
        case "AddStrings" where path == ["sys", "tags"]:
            for tag in operation["values"]?.arrayValue ?? [] { if let tag = tag.stringValue { facts.setTag(tag) } }
        case "AddStrings", "RemoveStrings":
            // Who is in the groups of a run is told in a set of Neptune's own.
            if path.first != "sys" { batch.omit(.setsOfTexts, operation["values"]?.arrayValue?.count ?? 1) }
        case "DeleteAttribute": facts.removeParameter(path.joined(separator: "/"))
        case "AssignDatetime": assign(path, SourceNumber.time(value).map { .date($0) } ?? value)
        case "AssignFloat", "AssignInt", "AssignBool", "AssignString": assign(path, value)
        case "AssignArtifact", "TrackFilesToArtifact", "ClearArtifact", "CopyAttribute":
            batch.omit(ImportOmission("Neptune's artifacts and copies of attributes, which need its server"))
        default: if !type.hasPrefix("Config") && !type.hasPrefix("Clear") { batch.omit(.furtherKinds) }
        }
    }

    private func assign(_ path: [String], _ value: Value) {
        switch path.first {
        case "sys":
            switch path.dropFirst().first {
            case "name": if let name = value.stringValue, !name.isEmpty { facts.name = name }
            case "description": facts.notes = value.stringValue ?? ""
            case "hostname": facts.host = value.stringValue ?? ""
            case "failed": if value == .bool(true) { facts.status = .failed }
            default: break
            }
        case "monitoring", "source_code": break
        default: facts.setParameter(path.joined(separator: "/"), value)
        }
    }

    /// A file that is to be uploaded, when a copy of it lies in the run's own folder. Where it came from may be anything's path, and is
    /// not looked at.
    private func takeFile(_ operation: Document, _ label: String, _ batch: inout SourceBatch) {
        var names: [String] = []
        if let name = operation["tmp_file_name"]?.stringValue { names.append("\(Self.uploads)/\(name)") }
        if let path = operation["file_path"]?.stringValue {
            // Older versions say the whole path of the copy; the folder may have been moved since.
            if let range = path.ranges(of: "/\(Self.uploads)/").last {
                names.append("\(Self.uploads)/\(path[range.upperBound...])")
            }
            let own = "\(place)/".utf8
            if path.utf8.starts(with: own) {
                names.append(String(decoding: path.utf8.dropFirst(own.count), as: UTF8.self))
            }
        }
        let location = names.lazy.filter(SourceFolder.staysBelow).map { "\(self.place)/\($0)" }.first(
            where: root.isFile)
        guard let location else {
            batch.passOverFile()
            return batch.omit(.uploads)
        }
        let ending = operation["ext"]?.stringValue ?? ""
        let kind = FileKind(ofExtension: ending)
        batch.addFile(
            SourceFile(
                name: ending.isEmpty ? label : "\(label).\(ending)", type: kind.type, location: location, label: label,
                size: root.size(of: location), contentType: kind.contentType))
    }

    private func takeNumbers(_ operation: Document, _ path: [String], _ batch: inout SourceBatch) {
        // The second part names the process that measured.
        let name =
            path.first == "monitoring" && path.count > 2
            ? SystemMetricName.of(path.dropFirst(2).joined(separator: "/")) : path.joined(separator: "/")
        for point in operation["values"]?.arrayValue ?? [] {
            guard let fields = point.documentValue, let number = fields["value"].flatMap(SourceNumber.number) else {
                batch.omit(.texts)
                continue
            }
            if let step = fields["step"], case .double(let fraction) = step, Int64(exactly: fraction) == nil {
                batch.omit(.strangeSteps)
            }
            batch.addPoint(
                name, step: SourceNumber.whole(fields["step"]), time: SourceNumber.time(fields["ts"]) ?? lastTime,
                value: number)
        }
    }

    private func takeTexts(_ operation: Document, _ path: [String], _ batch: inout SourceBatch) {
        let name = path.joined(separator: "/")
        for entry in operation["values"]?.arrayValue ?? [] {
            guard let fields = entry.documentValue, let text = fields["value"]?.stringValue else { continue }
            let time = SourceNumber.time(fields["ts"]) ?? lastTime
            if path.first == "monitoring", printed[name] != nil || printed.count < Self.mostStreams {
                printed[name, default: PrintedLines()].take(
                    text, time: time, level: path.last == "stderr" ? .error : .info, into: &batch)
            } else {
                batch.addLine("\(name): \(text)", time: time)
            }
        }
    }
}
