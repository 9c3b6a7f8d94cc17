import RegistryCore
import TrackerFiles

/// One run of Sacred's FileStorage.
final class SacredRun: SourceRun {
    let place: String
    let key: String
    let part: String? = nil
    var isWhole: Bool { root.isWhole(place) }
    private(set) var facts = SourceFacts()
    private let record: SacredRecord
    private let root: SourceFolder
    private let now: WallTime
    private var metrics: [SacredMetric] = []
    private var output: SacredOutput?
    private var hasBegun = false

    /// - Parameters:
    ///   - folder: The run's folder.
    ///   - root: The folder that is imported.
    ///   - now: what a run that gave a sign of life shortly before still goes on at.
    init(_ folder: String, in root: SourceFolder, now: WallTime = .now) throws(RegistryError) {
        place = folder
        self.root = root
        self.now = now
        let run = try JSONFile.document("\(folder)/run.json", in: root)
        record = SacredRecord(run)
        let id = SourceFolder.name(of: folder)
        let started = run["start_time"]?.stringValue ?? ""
        // The time is said to the microsecond: the folder may be moved.
        key = "\(record.experiment)/\(id)/\(started.isEmpty ? folder : started)"
        facts.setSacred(record, name: id)
    }

    func read(into batch: inout SourceBatch) throws -> Bool {
        if !hasBegun {
            hasBegun = true
            readFacts(&batch)
        }
        while !batch.isFull {
            if let last = metrics.indices.last {
                if !metrics[last].read(into: &batch, place: place) { metrics.removeLast() }
            } else if try output?.takeLine(into: &batch) != true {
                return false
            }
        }
        return true
    }

    private func readFacts(_ batch: inout SourceBatch) {
        record.tell(&batch, place: "\(place)/run.json")
        let configuration = optional("config.json", &batch)
        facts.setSacred(configuration: configuration, info: optional("info.json", &batch), &batch)
        for (name, value) in optional("metrics.json", &batch) {
            if let fields = value.documentValue {
                metrics.append(SacredMetric(name: name, fields: fields))
            } else {
                batch.report("\(place)/metrics.json: the metric \(PlainText.of(name)) is no object")
            }
        }
        metrics.sort { $1.name.utf8.lexicographicallyPrecedes($0.name.utf8) }
        for name in (record.document["artifacts"]?.arrayValue ?? []).lazy.compactMap(\.stringValue) {
            let location = "\(place)/\(name)"
            guard SourceFolder.staysBelow(name), let size = root.size(of: location) else {
                batch.omit(.artifactsElsewhere)
                batch.passOverFile()
                continue
            }
            batch.addFile(SourceFile(name: name, type: "artifact", location: location, size: size))
        }
        let printed = "\(place)/cout.txt"
        var lines: LineReader?
        if root.isFile(printed) {
            do {
                lines = try root.lines(of: printed)
            } catch {
                batch.report(error.message)
            }
        }
        output = SacredOutput(lines, of: record, place: printed, now: now)
    }

    /// The object in a file that need not be there; empty, and reported, when the file is damaged: the others are read
    /// all the same.
    private func optional(_ name: String, _ batch: inout SourceBatch) -> Document {
        let path = "\(place)/\(name)"
        guard root.isFile(path) else { return [:] }
        do {
            return try JSONFile.document(path, in: root)
        } catch {
            batch.report(error.message)
            return [:]
        }
    }
}
