import Foundation
import RegistryCore
import TrainingLog

extension BackendPlan {
    /// The other versions of the same place: what a process that died left in one of them has nobody else to bring it to its places.
    ///
    /// One of a tracker is taken up when its note says that it was logged to the same tracker, under the names and tags that are noted.
    /// One of files is not when its note names another backend, nor when the note is damaged. Loggers of one manager may share a place, and
    /// only the first one's runs are for the registry: those whose note says that they are not reach their other places alone.
    ///
    /// - Parameters:
    ///   - place: The version that is begun now.
    ///   - folder: Where files go when no parameter says so.
    ///   - environment: The process's variables.
    ///   - addedSinks: Those that the program adds to each logger.
    func earlierRuns(
        than place: VersionFolder, folder: String, environment: [String: String], addedSinks: [AddedSink]
    ) -> [EarlierRuns] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: place.root)) ?? []
        return names.sorted().compactMap { name in
            // Of most versions nothing is left: no note of theirs is read, and no tracker asked for.
            guard name != place.name, VersionFolder.number(of: name) != nil,
                EarlierRuns.mayHaveJournals(logsRoot: place.root, logDir: name)
            else { return nil }
            var sinks = addedSinks
            let note = VersionNote(in: "\(place.root)/\(name)", of: config.backend)
            if note == nil, VersionNote.isThere(in: "\(place.root)/\(name)") { return nil }
            if let tracker {
                guard let note,
                    // W&B's folder lies beside the versions, also where all of them were moved to.
                    config.backend == .wandb || note.place == tracker.place,
                    let noted = try? BackendPlan(
                        note.config(reaching: config), folder: folder, environment: environment),
                    let sink = noted.tracker?.sink
                else { return nil }
                sinks.append(sink)
            }
            return EarlierRuns(
                logsRoot: place.root, logDir: name, addedSinks: sinks, hadRegistry: note?.hasRegistry ?? true)
        }
    }

    /// The runs that are in the folder of this version already, or come into it while this one goes on; `nil` for a version that was counted
    /// up to, whose folder nobody else has.
    ///
    /// Lightning's loggers of one version write into one folder, and so do these, each as a run of its own with a journal of its own. What
    /// one that died left goes where its journal says, and stays for another when this one does not reach all of that.
    func runsOfSameVersion(in place: VersionFolder, addedSinks: [AddedSink]) -> EarlierRuns? {
        guard version?.stringValue != nil || version?.intValue != nil else { return nil }
        return EarlierRuns(logsRoot: place.root, logDir: place.name, addedSinks: addedSinks)
    }
}

extension TrackerPlan {
    /// Where it leads: the folder, or the server's address without its user.
    var place: String {
        // A sink opens nothing before its first entry; which run it would be for does not matter.
        sink.make(RunID(hashing: [UInt8]()), .now).logType.place
    }
}
