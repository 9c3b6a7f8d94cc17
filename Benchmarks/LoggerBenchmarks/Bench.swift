import Foundation

/// Runs each thing in a process of its own.
struct Bench {
    let folder: URL
    /// The Python with the peers.
    let python: String?
    let hasMongoDB: Bool

    /// Does one thing of ours.
    func measure(_ work: Work, _ count: Int) throws -> Measurement {
        say("\(work.title), \(count)")
        let program = Bundle.main.executablePath ?? CommandLine.arguments[0]
        let output = try run(program, ["--one", work.rawValue, "\(count)", try place(work.rawValue)])
        guard let measurement = Measurement(line: output) else {
            throw WrongAnswer("\"\(work.title)\" gave no figures")
        }
        return measurement
    }

    /// Does one thing of a peer's; `nil` when the peer is not there, which is said.
    func measure(_ peer: Peer, _ count: Int) throws -> Measurement? {
        guard let python else {
            say("left out: \(peer.title), because there is no Python with it")
            return nil
        }
        say("\(peer.title), \(count)")
        let script = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "logger_peer.py").path
        let output = try run(python, [script, peer.rawValue, "\(count)", try place(peer.rawValue)])
        // Programs like to greet; the figures are what they said last.
        let line = output.split(separator: "\n").last.map(String.init) ?? ""
        guard let measurement = Measurement(line: line) else {
            say("left out: \(peer.title), because \(line.isEmpty ? "it failed" : line)")
            return nil
        }
        return measurement
    }

    /// Says on the standard error what is going on.
    func say(_ text: String) { FileHandle.standardError.write(Data("==> \(text)\n".utf8)) }

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

    private func run(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return text
    }
}
