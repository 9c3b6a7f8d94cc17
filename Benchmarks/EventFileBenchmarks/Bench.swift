import Foundation

/// Runs each thing in a process of its own.
struct Bench {
    /// What `event_file_peer.py` knows, and how it is called in the table.
    static let peers = [
        ("write-tensorboardx", "write scalars: tensorboardX SummaryWriter"),
        ("write-tensorboard", "write scalars: tensorboard EventFileWriter"),
        ("read-tensorboard", "read scalars: tensorboard EventAccumulator"),
    ]

    let folder: URL
    /// The Python with the peers.
    let python: String?

    func measure(_ work: Work, _ count: Int) throws -> ResultTable.Row {
        let program = Bundle.main.executablePath ?? CommandLine.arguments[0]
        let output = try run(program, ["--one", work.rawValue, "\(count)", folder.path])
        return try row(work.title, output)
    }

    func measure(peer: (name: String, title: String), _ count: Int) throws -> ResultTable.Row {
        let script = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "event_file_peer.py").path
        let output = try run(python ?? "python3", [script, peer.name, "\(count)", folder.path])
        return try row(peer.title, output)
    }

    private func row(_ title: String, _ output: String) throws -> ResultTable.Row {
        guard let measurement = Measurement(line: output) else {
            throw WrongAnswer("\(title) gave no figures")
        }
        return ResultTable.Row(title: title, measurement: measurement)
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
