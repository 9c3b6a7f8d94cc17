import BenchmarkKit

/// pymongo on the same server: `pymongo_peer.py` does one thing and says how long it took.
struct PythonPeer {
    private let python: String
    private let url: String
    private let database: String

    /// A peer that works in a database.
    init(python: String, url: String, database: String) {
        self.python = python
        self.url = url
        self.database = database
    }

    /// The server's URL with the database's name in its path.
    var databaseURL: String {
        let parts = url.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let server = parts.first.map { $0.hasSuffix("/") ? String($0) : "\($0)/" } ?? ""
        return server + database + (parts.count > 1 ? "?\(parts[1])" : "")
    }

    /// Does one thing and says how long it took, the start of Python not included.
    func run(_ arguments: String...) throws -> Duration {
        let program = Program.python(python, script: "pymongo_peer.py")
        guard let seconds = Double(try program.run([url, database] + arguments)) else {
            throw WrongAnswer("pymongo gave no figure for \"\(arguments.joined(separator: " "))\"")
        }
        return .seconds(seconds)
    }
}
