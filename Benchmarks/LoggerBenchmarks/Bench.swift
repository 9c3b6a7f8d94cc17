import BenchmarkKit
import Foundation

/// Runs each thing in a process of its own, and in a folder of its own.
struct Bench {
    let folder: URL
    /// The Python with the peers.
    let python: String?
    let hasMongoDB: Bool

    /// Does one thing of ours.
    func measure(_ work: Work, _ count: Int) throws -> Cost {
        Console.say("\(work.title), \(count)")
        return try Program.own.measure(["--one", work.rawValue, "\(count)", try place(work.rawValue)])
    }

    /// Does one thing of a peer's; `nil` when the peer is not there or fails, which is said.
    func measure(_ peer: Peer, _ count: Int) throws -> Cost? {
        guard let python else {
            Console.say("left out: \(peer.title), because there is no Python with it")
            return nil
        }
        Console.say("\(peer.title), \(count)")
        let program = Program.python(python, script: "logger_peer.py")
        let arguments = [peer.rawValue, "\(count)", try place(peer.rawValue)]
        do {
            return try program.measure(arguments)
        } catch {
            Console.say("left out: \(peer.title), because of this: \(error)")
            return nil
        }
    }

    /// Deletes what everything before has left, the journal of the process that was killed included.
    func clear() throws {
        try FileManager.default.removeItem(at: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    /// What leaves a journal and what finds it have one folder; everything else has its own.
    private func place(_ name: String) throws -> String {
        let isShared = name == Work.leave.rawValue || name == Work.recover.rawValue
        let place = folder.appending(path: isShared ? "journal" : name)
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        return place.path
    }
}
