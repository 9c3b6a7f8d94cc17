import RegistryCore
import TrackerFiles

/// One `.swanlab` file: a run, or a part of one that was taken up again.
final class SwanLabRun: SourceRun {
    let place: String
    private(set) var facts = SourceFacts()
    private let reader: BlockReader
    private let root: SourceFolder
    private let folder: String
    private var start: SwanLabStart?
    /// What another file says of the run, because this one does not.
    private let sibling: SwanLabStart?
    private var hasContent = false
    /// Why the settings could not be read; told with the first batch.
    private var fault: String?

    /// The record that says whose a file is stands near its beginning.
    private static let mostRecordsBeforeStart = 64

    /// - Parameter sibling: What another file says of the run; `nil` when this one does. Default: `nil`.
    /// - Throws: `unreadable`, `notThisFormat`, `unsupported`.
    init(_ path: String, in root: SourceFolder, sibling: SwanLabStart? = nil) throws(TrackerFileError) {
        reader = try BlockReader(try root.opening(path), format: .swanLab)
        self.root = root
        place = path
        folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        self.sibling = sibling
        facts.name = identifier ?? SourceFolder.name(of: path)
        if var known = sibling {
            // This file began at another time.
            known.startSeconds = nil
            describe(known)
        }
        let file = "\(folder)/files/config.yaml"
        guard root.isFile(file) else { return }
        let bytes: [UInt8]
        do {
            bytes = try root.bytes(of: file, limit: 4 << 20)
        } catch {
            fault = error.message
            return
        }
        for (name, value) in PlainYAML.value(String(decoding: bytes, as: UTF8.self)).documentValue ?? [:] {
            // Each parameter stands with where it was given and how it is sorted.
            facts.setParameter(name, value.documentValue?["value"] ?? value)
        }
    }

    /// What a file says of its run at its beginning; `nil` for one that does not, cannot be read, or has another run's name.
    static func start(of path: String, in root: SourceFolder) -> SwanLabStart? {
        guard let path = try? root.opening(path), let reader = try? BlockReader(path, format: .swanLab) else {
            return nil
        }
        for _ in 0..<mostRecordsBeforeStart {
            guard let piece = try? reader.next() else { return nil }
            guard case .record(let bytes, _) = piece, case .start(let start)? = try? SwanLabRecordDecoder.decode(bytes)
            else { continue }
            return start.id == OfflineFileName.identifier(in: path, ending: "swanlab") ? start : nil
        }
        return nil
    }

    /// What tells a run from all others.
    static func key(_ start: SwanLabStart) -> String { "\(start.workspace)/\(start.project)/\(start.id)" }

    var key: String { (sibling ?? start).map(Self.key) ?? standIn ?? place }
    var isIdentified: Bool { start != nil || sibling != nil }
    var standIn: String? { identifier.map { "run-\($0)" } }
    private var identifier: String? { OfflineFileName.identifier(in: place, ending: "swanlab") }
    var part: String? { "\(SourceFolder.name(of: folder))/\(SourceFolder.name(of: place))" }

    func read(into batch: inout SourceBatch) throws -> Bool {
        if let fault { batch.report(fault) }
        fault = nil
        while !batch.isFull {
            let piece = try readingTracker { () throws(TrackerFileError) in try reader.next() }
            switch piece {
            case nil:
                if start == nil, hasContent {
                    batch.report(
                        sibling.map { OfflineFileName.report(place, sibling: Self.key($0)) }
                            ?? OfflineFileName.report(place, identifier: identifier))
                }
                return false
            case .record(let bytes, let offset)?:
                hasContent = true
                do {
                    take(try SwanLabRecordDecoder.decode(bytes), &batch)
                } catch {
                    batch.report("\(place), byte \(offset): \(error.message)")
                }
            case .damage(let offset, let reason)?:
                batch.reportDamage("\(place), byte \(offset): \(reason)")
            case .unfinished(let offset)?:
                batch.report("\(place), byte \(offset): the file ends inside a record; its writer is at work, or died")
            }
        }
        return true
    }

    private func take(_ record: SwanLabRecord, _ batch: inout SourceBatch) {
        switch record {
        case .start(let start): take(start)
        case .finish(let state, let error, let seconds):
            facts.end = seconds.flatMap(EventTime.plausible)
            switch state {
            case .running: facts.status = .running
            case .finished: facts.status = .finished
            case .crashed: facts.status = .failed
            case .aborted: facts.status = .killed
            }
            if !error.isEmpty { batch.addLine(error, time: facts.end ?? StoredFields.noTime, level: .error) }
        case .scalar(let key, let step, let seconds, let value):
            let isSystem = key.hasPrefix("__swanlab__.")
            batch.addPoint(
                isSystem ? SystemMetricName.of(key) : key, step: step, time: EventTime.clamped(seconds), value: value)
        case .media(_, let kind, let count):
            let names: [Int64: String] = [2: "image", 3: "audio", 4: "text", 5: "video", 7: "object3d", 9: "html"]
            batch.omit(.media(names[kind] ?? "chart"), count)
        case .log(let line, let isError, let seconds):
            batch.addLine(line, time: EventTime.clamped(seconds), level: isError ? .error : .info)
        case .save(let name, let path): take(file: name, path, &batch)
        case .other: break
        }
    }

    /// A file that belongs to the run. A copy of it is below the run's folder; where it came from may be anything's path.
    private func take(file name: String, _ path: String, _ batch: inout SourceBatch) {
        let places = [name, path].filter(SourceFolder.staysBelow).flatMap {
            ["\(folder)/files/\($0)", "\(folder)/\($0)"]
        }
        guard let location = places.first(where: root.isFile) else {
            return batch.omit(.media("file"))
        }
        batch.addFile(
            SourceFile(
                name: name, type: "swanlab-file", location: location, size: root.size(of: location)))
    }

    private func take(_ start: SwanLabStart) {
        self.start = start
        describe(start)
    }

    private func describe(_ start: SwanLabStart) {
        facts.name = start.name.isEmpty ? start.id : start.name
        facts.experiment = start.project
        facts.notes = start.description
        if let seconds = start.startSeconds { facts.start = EventTime.plausible(seconds) }
        for tag in start.tags { facts.setTag(tag) }
        for (name, text) in [("group", start.group), ("job_type", start.jobType)] where !text.isEmpty {
            facts.setTag(name, text)
        }
    }
}
