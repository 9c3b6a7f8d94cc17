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
    var databaseURL: String { MongoAddress(url: url)?.database(database) ?? url }

    /// Does one thing and says how long it took, the start of Python not included.
    func run(_ arguments: String...) throws -> Duration {
        let program = Program.python(python, script: "pymongo_peer.py")
        guard let seconds = Double(try program.run([url, database] + arguments)) else {
            throw WrongAnswer("pymongo gave no figure for \"\(arguments.joined(separator: " "))\"")
        }
        return .seconds(seconds)
    }
}
