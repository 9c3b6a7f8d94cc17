import EventFiles
import RegistryCore
import TrackerFiles

/// MLflow's file store: a folder `mlruns` with experiments, which hold runs; or an experiment's or a run's folder alone.
final class MLflowFolderSource: RunSource {
    let tracker = Tracker.mlflow
    var reports: [String] { folder.reports }
    var unreadCount: Int { folder.unread.count }
    private let root: String
    private let folder: SourceFolder
    private var experiments: [String] = []
    private var runs: [String] = []
    private var experiment: (folder: String, name: ExperimentName) = ("", ExperimentName(text: "", isKnown: false))

    /// - Parameters:
    ///   - root: the folder `mlruns`, or one in it.
    ///   - folder: The folder that is imported.
    init(root: String, in folder: SourceFolder) {
        self.root = root
        self.folder = folder
        switch MLflowFolderKind(of: root, in: folder) {
        case .run?:
            let parent = SourceFolder.parent(of: root)
            if PosixFile.realPath(of: root) == folder.path {
                // What the experiment is called stands beside the run, outside of what is imported.
                let outside = folder.parent
                experiment = (parent, Self.experimentName(of: outside.path, in: outside))
                folder.adopt(outside)
            } else {
                experiment = (parent, Self.experimentName(of: parent, in: folder))
            }
            runs = [SourceFolder.name(of: root)]
        case .experiment?:
            experiment = (root, Self.experimentName(of: root, in: folder))
            runs = folder.names(in: root).reversed()
        case .store?, nil: experiments = folder.names(in: root).reversed()
        }
    }

    func nextRun() throws -> (any SourceRun)? {
        while true {
            if let name = runs.popLast() {
                let path = "\(experiment.folder)/\(name)"
                guard folder.isFile("\(path)/meta.yaml") else { continue }
                do {
                    let run = try MLflowFolderRun(path, experiment: experiment.name, in: folder)
                    if !run.isDeleted { return run }
                    folder.report("\(path): the run was deleted in MLflow; it is not taken")
                } catch {
                    folder.passOver("\(path)/meta.yaml", error.message)
                }
                continue
            }
            guard let name = experiments.popLast() else { return nil }
            let path = "\(root)/\(name)"
            guard folder.isFile("\(path)/meta.yaml") else { continue }
            experiment = (path, Self.experimentName(of: path, in: folder))
            runs = folder.names(in: path).reversed()
        }
    }

    /// What a folder's `meta.yaml` says in whole lines. MLflow ends every line: one without an end is a piece of one, of a file that
    /// was cut or is being written.
    static func meta(_ path: String, in folder: SourceFolder) throws(RegistryError) -> Document {
        let bytes = try readingTracker { () throws(TrackerFileError) in
            try folder.bytes(of: "\(path)/meta.yaml", limit: 1 << 20)
        }
        let end = bytes.lastIndex(of: 0x0A) ?? bytes.startIndex
        return PlainYAML.value(String(decoding: bytes[..<end], as: UTF8.self)).documentValue ?? [:]
    }

    /// What is said of a `meta.yaml` that lacks what MLflow writes into every one.
    static func lack(of field: String, in path: String) -> String {
        "\(path)/meta.yaml: no whole line of it says \(field); the file is empty, cut or being written"
    }

    /// What an experiment is called.
    struct ExperimentName {
        let text: String
        /// Whether what says it could be read.
        let isKnown: Bool
    }

    /// What an experiment is called; where nothing says so, as its folder.
    private static func experimentName(of path: String, in folder: SourceFolder) -> ExperimentName {
        let file = "\(path)/meta.yaml"
        let usual = SourceFolder.name(of: path)
        guard folder.isFile(file) else {
            // One that cannot be looked at is no file here, and was told.
            return ExperimentName(text: usual, isKnown: folder.isWhole(file))
        }
        do throws(RegistryError) {
            guard let name = try meta(path, in: folder)["name"]?.text else {
                throw RegistryError(.corruptData, lack(of: "name", in: path))
            }
            return ExperimentName(text: name, isKnown: folder.isWhole(file))
        } catch {
            folder.passOver(file, error.message)
            return ExperimentName(text: usual, isKnown: false)
        }
    }
}

/// One run of MLflow's file store.
final class MLflowFolderRun: SourceRun {
    let place: String
    let key: String
    let part: String? = nil
    let isDeleted: Bool
    var isWhole: Bool { isDescribed && root.isWhole(place) }
    private(set) var facts = SourceFacts()
    /// Whether the run's own description, the experiment's, the parameters and the tags could be read, all of them.
    private var isDescribed: Bool
    private let root: SourceFolder
    private var metrics: [String]
    private var current: (name: String, lines: LineReader)?
    private var hasListedArtifacts = false
    /// Parameters and tags that could not be read, and why; told with the first batch.
    private var faults: [String] = []

    /// The largest parameter and the largest tag.
    private static let largestText = 64 << 10
    /// MLflow ends every line.
    private static let lastLine = LastLine.isPiece

    init(
        _ folder: String, experiment: MLflowFolderSource.ExperimentName, in root: SourceFolder
    ) throws(RegistryError) {
        place = folder
        self.root = root
        let meta = try MLflowFolderSource.meta(folder, in: root)
        // It is what the run is known again by, and is not guessed: the run would be there twice when the file is mended.
        guard let id = (meta["run_id"] ?? meta["run_uuid"])?.text else {
            throw RegistryError(.corruptData, MLflowFolderSource.lack(of: "run_id", in: folder))
        }
        key = id
        // It is what the file ends with: MLflow writes the fields in order, and does not read a file without it.
        let isAllThere = meta["user_id"] != nil
        isDescribed = experiment.isKnown && isAllThere
        if !isAllThere { faults.append(MLflowFolderSource.lack(of: "user_id", in: folder)) }
        isDeleted = meta["lifecycle_stage"]?.text == "deleted"
        metrics = root.files(below: "\(folder)/metrics").reversed()
        facts.experiment = experiment.text
        if !experiment.isKnown {
            faults.append(
                "\(folder): what its experiment is called could not be read; it is \(experiment.text), as the folder, until that can be read"
            )
        }
        facts.name = meta["run_name"]?.text ?? key
        facts.start = SourceNumber.time(meta["start_time"])
        facts.end = SourceNumber.time(meta["end_time"])
        facts.setMLflowStatus(meta["status"]?.text ?? "")
        if let user = meta["user_id"]?.text, !user.isEmpty { facts.setTag("mlflow.user", user) }
        for name in root.files(below: "\(folder)/params") {
            do {
                let text = try text("\(folder)/params/\(name)")
                facts.setParameter(name, SourceNumber.value(ofText: text))
            } catch {
                miss(error)
            }
        }
        for name in root.files(below: "\(folder)/tags") {
            do {
                let text = try text("\(folder)/tags/\(name)")
                facts.setMLflowTag(name, text)
            } catch {
                miss(error)
            }
        }
    }

    /// A parameter or a tag that is not taken. One that is too long never is, and is missed by nobody.
    private func miss(_ error: TrackerFileError) {
        faults.append(error.message)
        if error.code != .tooLarge { isDescribed = false }
    }

    func read(into batch: inout SourceBatch) throws -> Bool {
        if !hasListedArtifacts {
            hasListedArtifacts = true
            for fault in faults { batch.report(fault) }
            faults = []
            MLflowArtifacts.add(below: "\(place)/artifacts", in: root, to: &batch)
        }
        while !batch.isFull {
            do throws(TrackerFileError) {
                guard try readNext(&batch) else { return false }
            } catch {
                // One file that cannot be read, or not to its end, is told of, and the others are read.
                batch.report(error.message)
                current = nil
            }
        }
        return true
    }

    /// Reads a line or opens a file; `false` when there are no more.
    private func readNext(_ batch: inout SourceBatch) throws(TrackerFileError) -> Bool {
        guard let (name, lines) = current else {
            guard let name = metrics.popLast() else { return false }
            current = (name, try root.lines(of: "\(place)/metrics/\(name)"))
            return true
        }
        if let line = try lines.next() { take(line, of: name, &batch) } else { current = nil }
        return true
    }

    private func take(_ line: LineReader.Line, of name: String, _ batch: inout SourceBatch) {
        let path = "\(place)/metrics/\(name)"
        guard line.isEnded || Self.lastLine.isTaken(of: path, in: root) else {
            batch.report(Self.lastLine.report("\(path), byte \(line.offset)"))
            return
        }
        let parts = line.bytes.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
        guard parts.count >= 2, let time = Int64(parts[0]), let value = Double(parts[1]) else {
            if !line.bytes.isEmpty || line.isTooLong {
                batch.report("\(path), byte \(line.offset): a line is no time, value and step")
            }
            return
        }
        let step = parts.count > 2 ? Int64(parts[2]) : 0
        batch.addPoint(
            name, step: step, time: SourceNumber.time(milliseconds: time) ?? StoredFields.noTime, value: value)
    }

    private func text(_ path: String) throws(TrackerFileError) -> String {
        String(decoding: try root.bytes(of: path, limit: Self.largestText), as: UTF8.self)
    }
}

extension Value {
    /// A value as text: what YAML wrote without quotes may be a number.
    var text: String? {
        switch self {
        case .string(let text): text
        case .int(let number): "\(number)"
        case .double(let number): "\(number)"
        case .bool(let flag): flag ? "true" : "false"
        default: nil
        }
    }
}
