import RegistryCore
import TrackerFiles

/// One `.wandb` file: a run, or a part of one that was taken up again.
final class WandBRunReader: SourceRun {
    let place: String
    private(set) var facts = SourceFacts()
    private let reader: WandBFileReader
    private let root: SourceFolder
    private let folder: String
    private var run: WandBRun?
    /// What another file says of the run, because this one does not.
    private let sibling: WandBRun?
    /// Whether something was read that a run has and a file that was just begun has not.
    private var hasContent = false
    private var printed: [Bool: PrintedLines] = [false: PrintedLines(), true: PrintedLines()]
    private var lastTime = StoredFields.noTime

    /// The most names on the way to a leaf of something to look at.
    private static let deepestMedia = 32

    /// The record that says whose a file is stands near its beginning.
    private static let mostPiecesBeforeStart = 64

    /// - Parameter sibling: What another file says of the run; `nil` when this one does. Default: `nil`.
    /// - Throws: `unreadable`, `notThisFormat`, `unsupported`.
    init(_ path: String, in root: SourceFolder, sibling: WandBRun? = nil) throws(TrackerFileError) {
        reader = try WandBFileReader(try root.opening(path))
        self.root = root
        place = path
        folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        self.sibling = sibling
        facts.name = identifier ?? fileName
        guard var known = sibling else { return }
        // This file began at another time.
        known.startSeconds = nil
        describe(known, isFirst: true)
    }

    /// What a file says of its run at its beginning; `nil` for one that does not, cannot be read, or has another run's name.
    static func start(of path: String, in root: SourceFolder) -> WandBRun? {
        guard let path = try? root.opening(path), let reader = try? WandBFileReader(path) else { return nil }
        for _ in 0..<mostPiecesBeforeStart {
            guard let piece = try? reader.next() else { return nil }
            guard case .record(.run(let run)) = piece, !run.id.isEmpty else { continue }
            return run.id == OfflineFileName.identifier(in: path, ending: "wandb") ? run : nil
        }
        return nil
    }

    /// What tells a run from all others.
    static func key(_ run: WandBRun) -> String { "\(run.entity)/\(run.project)/\(run.id)" }

    var key: String { (sibling ?? run).map(Self.key) ?? standIn ?? place }
    var isIdentified: Bool { run != nil || sibling != nil }
    var standIn: String? { identifier.map { "run-\($0)" } }
    /// The folder has the time in its name: a run that was taken up again has several.
    var part: String? { "\(SourceFolder.name(of: folder))/\(fileName)" }

    private var fileName: String { SourceFolder.name(of: place) }
    private var identifier: String? { OfflineFileName.identifier(in: place, ending: "wandb") }

    func read(into batch: inout SourceBatch) throws -> Bool {
        while !batch.isFull {
            let piece = try readingTracker { () throws(TrackerFileError) in try reader.next() }
            switch piece {
            case nil:
                if run == nil, hasContent {
                    batch.report(
                        sibling.map { OfflineFileName.report(place, sibling: Self.key($0)) }
                            ?? OfflineFileName.report(place, identifier: identifier))
                }
                return false
            case .record(let record)?: take(record, &batch)
            case .damage(let offset, let reason)?:
                batch.reportDamage("\(place), byte \(offset): \(reason)")
            case .unfinished(let offset)?:
                batch.report("\(place), byte \(offset): the file ends inside a record; its writer is at work, or died")
            }
        }
        return true
    }

    private func take(_ record: WandBRecord, _ batch: inout SourceBatch) {
        switch record {
        case .header: break
        default: hasContent = true
        }
        switch record {
        case .run(let run): take(run)
        case .config(let update, let remove):
            for item in update { setParameter(item) }
            for item in remove { facts.removeParameter(item.name) }
        case .summary(let update, let remove):
            let media = Self.media(in: update)
            for item in update where !Self.isPart(item, of: media) { setSummary(item, &batch) }
            for item in remove { facts.removeSummary(item.name) }
        case .history(let items, let step): take(items, step, &batch)
        case .output(let isError, let seconds, let text):
            printed[isError]?.take(
                text, time: EventTime.clamped(seconds), level: isError ? .error : .info, into: &batch)
        case .files(let paths): for path in paths { take(file: path, &batch) }
        case .stats(let items, let seconds):
            let time = EventTime.clamped(seconds)
            for item in items {
                guard let number = item.value.number else { continue }
                batch.addPoint(SystemMetricName.of(item.name), step: nil, time: time, value: number)
            }
        case .exit(let code, let runtime):
            facts.status = code == 0 ? .finished : .failed
            if let start = facts.start, (0...4_000_000_000).contains(runtime) {
                facts.end = max(start.adding(seconds: runtime), lastTime)
            }
            for isError in [false, true] { printed[isError]?.finish(level: isError ? .error : .info, into: &batch) }
        case .alert(let title, let text, let level):
            batch.addLine("\(title): \(text)", time: lastTime, level: level == "ERROR" ? .error : .warning)
        case .header, .metric, .other: break
        }
    }

    private func take(_ run: WandBRun) {
        // A run that comes again says only what changed.
        let isFirst = self.run == nil
        if isFirst, !run.id.isEmpty { self.run = run }
        describe(run, isFirst: isFirst)
    }

    private func describe(_ run: WandBRun, isFirst: Bool) {
        let name = run.displayName.isEmpty && isFirst ? run.id : run.displayName
        if !name.isEmpty { facts.name = name }
        if isFirst { facts.experiment = run.project.isEmpty ? "uncategorized" : run.project }
        if !run.notes.isEmpty { facts.notes = run.notes }
        if !run.host.isEmpty { facts.host = run.host }
        if !run.gitCommit.isEmpty { facts.gitCommit = run.gitCommit }
        if let start = run.startSeconds.flatMap(EventTime.plausible) { facts.start = start }
        for tag in run.tags { facts.setTag(tag) }
        for (name, text) in [("group", run.group), ("job_type", run.jobType), ("sweep", run.sweepID)]
        where !text.isEmpty {
            facts.setTag(name, text)
        }
        for item in run.config { setParameter(item) }
    }

    private func setParameter(_ item: WandBItem) {
        guard item.path.first != "_wandb", let value = item.value.value else { return }
        facts.setParameter(item.name, value)
    }

    private func setSummary(_ item: WandBItem, _ batch: inout SourceBatch) {
        guard item.path.first?.hasPrefix("_") == false, let value = item.value.value else { return }
        // Media stand in the history as well.
        if value.documentValue?["_type"] == nil { facts.setSummary(item.name, value) }
    }

    private func take(_ items: [WandBItem], _ recordStep: Int64?, _ batch: inout SourceBatch) {
        var step = recordStep
        for item in items where item.path.count == 1 {
            if item.path[0] == "_step" { step = item.value.number.flatMap { Int64(exactly: $0) } ?? step }
            if item.path[0] == "_timestamp", let seconds = item.value.number {
                lastTime = EventTime.clamped(seconds)
            }
        }
        let media = Self.media(in: items)
        for (path, fields) in media.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            takeMedia(fields["_type"]?.stringValue ?? "", fields, path.joined(separator: "."), step, &batch)
        }
        for item in items where !(item.path.count == 1 && item.path[0].hasPrefix("_")) {
            guard !Self.isPart(item, of: media) else { continue }
            if let number = item.value.number {
                batch.addPoint(item.name, step: step, time: lastTime, value: number)
            } else if let value = item.value.value {
                take(value, item.name, step, &batch)
            } else {
                batch.report("\(place): the value of \(item.name) at step \(step ?? 0) is no JSON")
            }
        }
    }

    /// Things to look at that newer clients tell leaf by leaf, by their paths; each with what ``takeMedia(_:_:_:_:_:)`` reads.
    private static func media(in items: [WandBItem]) -> [[String]: Document] {
        var found: [[String]: Document] = [:]
        for item in items where item.path.last == "_type" && (2...deepestMedia).contains(item.path.count) {
            guard let type = item.value.value?.stringValue else { continue }
            found[Array(item.path.dropLast())] = ["_type": .string(type)]
        }
        guard !found.isEmpty else { return [:] }
        for item in items where (2...deepestMedia).contains(item.path.count) {
            let path = Array(item.path.dropLast())
            guard let name = item.path.last, ["path", "filenames", "sha256"].contains(name), found[path] != nil,
                let value = item.value.value
            else { continue }
            found[path]?[name] = value
        }
        return found
    }

    /// Whether an item tells a part of one of these things to look at.
    private static func isPart(_ item: WandBItem, of media: [[String]: Document]) -> Bool {
        guard !media.isEmpty else { return false }
        // The path before the last name at most, and none that is deeper than a thing can be.
        return (1..<max(1, min(item.path.count, deepestMedia))).contains { media[Array(item.path.prefix($0))] != nil }
    }

    /// A value of the history that is no plain number: others with numbers in them, or something to look at.
    private func take(_ value: Value, _ name: String, _ step: Int64?, _ batch: inout SourceBatch) {
        switch value {
        case .document(let fields):
            if let type = fields["_type"]?.stringValue { return takeMedia(type, fields, name, step, &batch) }
            for (key, value) in fields {
                if let number = SourceNumber.number(value) {
                    batch.addPoint("\(name).\(key)", step: step, time: lastTime, value: number)
                } else {
                    take(value, "\(name).\(key)", step, &batch)
                }
            }
        case .string: batch.omit(.texts)
        case .null: break
        default: batch.omit(.media("list"))
        }
    }

    private func takeMedia(
        _ type: String, _ fields: Document, _ name: String, _ step: Int64?, _ batch: inout SourceBatch
    ) {
        var paths = (fields["filenames"]?.arrayValue ?? []).compactMap(\.stringValue)
        if let path = fields["path"]?.stringValue { paths.append(path) }
        let present = paths.filter { SourceFolder.staysBelow($0) && root.isFile("\(folder)/files/\($0)") }
        batch.omit(.media(type), present.isEmpty ? 1 : 0)
        for path in present {
            let location = "\(folder)/files/\(path)"
            batch.addFile(
                SourceFile(
                    name: path, type: type, location: location, step: step, label: name,
                    size: root.size(of: location),
                    sha256: paths.count == 1 ? fields["sha256"]?.stringValue : nil))
        }
    }

    private func take(file path: String, _ batch: inout SourceBatch) {
        // Media are told of by the history.
        guard !path.hasPrefix("media/"), SourceFolder.staysBelow(path) else { return }
        let location = "\(folder)/files/\(path)"
        guard let size = root.size(of: location) else { return }
        batch.addFile(SourceFile(name: path, type: "wandb-file", location: location, size: size))
    }
}

extension WandBValue {
    /// The value; `nil` for JSON that is none.
    var value: Value? {
        switch self {
        case .json(let text): try? Value(pythonJSON: text)
        case .none: .null
        case .bool(let flag): .bool(flag)
        case .int(let number): .int(number)
        case .double(let number): .double(number)
        case .text(let text): .string(text)
        }
    }

    /// The value as a metric's number; `nil` for one that is none.
    var number: Double? {
        switch self {
        case .int(let number): return Double(number)
        case .double(let number): return number
        case .json(let text):
            // Most values are plain numbers: they need no parser.
            if let first = text.first, first == UInt8(ascii: "-") || (48...57).contains(first),
                let number = Double(String(decoding: text, as: UTF8.self)), number.isFinite
            {
                return number
            }
            return value.flatMap(SourceNumber.number)
        default: return value.flatMap(SourceNumber.number)
        }
    }
}
