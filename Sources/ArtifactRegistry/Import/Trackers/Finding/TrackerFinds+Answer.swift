extension TrackerFinds {
    /// Whether there are runs of a tracker's own; CSV files alone are none.
    var hasRuns: Bool { !databases.isEmpty || files.keys.contains { $0 != .csv } }

    /// What was found, to be imported tracker by tracker.
    var answer: TrackerSearch.Answer {
        var answer = TrackerSearch.Answer()
        func add(_ tracker: Tracker, _ paths: [String]) {
            answer.sources.append(FoundSource(tracker, paths, in: folder.path))
        }
        for (tracker, path) in databases { add(tracker, [path]) }
        for tracker in Tracker.allCases where tracker != .csv {
            if let paths = files[tracker] { add(tracker, paths) }
        }
        let takesCSV = only == .csv || answer.sources.isEmpty
        if takesCSV, let paths = files[.csv] { add(.csv, paths) }
        answer.remarks = pickleRemarks + eventFileRemarks
        // Who asks for one tracker's runs passes over the others on purpose.
        if only == nil {
            if !takesCSV { answer.remarks += csvRemarks }
            if let root, LogFolderKind.hasExperiments(root, besides: runFolders) {
                answer.remarks.append("Folders of lavd's are there: bring them in with import lavd.")
            }
        }
        // When there is nothing else, it is what went wrong, and no remark.
        if !answer.sources.isEmpty { answer.remarks += unreadRemarks }
        if let link = folder.refusedLinks.min() {
            answer.remarks.append(
                "\(folder.refusedLinks.count) links lead out of the folder and are not followed, such as \(PlainText.of(link)). "
                    + "Import what they lead to by its own path.")
        }
        if let fault = folder.firstFault {
            answer.remarks.append(
                "\(folder.unread.count) files and folders could not be read, or not all of them. The first: \(PlainText.of(fault))"
            )
        }
        if isCut { answer.remarks.append("Only the first \(Self.mostFiles) files were looked at.") }
        return answer
    }

    /// What is passed over when the folder is imported as one of TensorBoard's or lavd's. Links and folders that cannot be read are for
    /// that import to tell: it follows others.
    func answer(for kind: LogFolderKind) -> TrackerSearch.Answer {
        var answer = TrackerSearch.Answer()
        answer.folderKind = kind
        answer.remarks = pickleRemarks
        if kind != .tensorboard { answer.remarks += eventFileRemarks }
        answer.remarks += csvRemarks + unreadRemarks
        return answer
    }

    private var pickleRemarks: [String] {
        guard let pickle = pickles.first else { return [] }
        return [
            "\(pickles.count) pickles, such as \(PlainText.of(pickle)), are not read: a pickle is a program, and loading it "
                + "runs it. Load it where you trust it, and write what it holds as CSV: "
                + "python -c \"import pandas as p; p.read_pickle('FILE').to_csv('FILE.csv')\"."
        ]
    }

    private var eventFileRemarks: [String] {
        guard eventFiles > 0 else { return [] }
        return ["\(eventFiles) TensorBoard event files are there: bring them in with import tensorboard."]
    }

    private var csvRemarks: [String] {
        let inRuns = runFolders
        let count = (files[.csv] ?? []).count { !Self.isBelow(inRuns, $0) }
        return count == 0 ? [] : ["\(count) CSV files are there: bring them in with import csv."]
    }

    private var unreadRemarks: [String] {
        guard let first = unread.first else { return [] }
        return [
            "\(unread.count) databases and zip files could not be looked into. The first: \(PlainText.of(first.sentence))"
        ]
    }

    /// The folders of runs that were found: what lies in them is theirs.
    private var runFolders: Set<String> {
        var folders = Set(databases.map(\.1))
        for tracker in [Tracker.sacred, .neptune, .mldash] { folders.formUnion(files[tracker] ?? []) }
        // Their own files lie in folders beside the records.
        for tracker in [Tracker.wandb, .swanlab] {
            for path in files[tracker] ?? [] { folders.insert("\(SourceFolder.parent(of: path))/files") }
        }
        return folders
    }

    private static func isBelow(_ folders: Set<String>, _ path: String) -> Bool {
        var place = path
        while place.count > 1, place.contains("/") {
            place = SourceFolder.parent(of: place)
            if folders.contains(place) { return true }
        }
        return false
    }
}
