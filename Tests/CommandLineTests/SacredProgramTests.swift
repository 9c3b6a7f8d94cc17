import Foundation
import RegistryTestKit
import Testing

/// `visual-backend import sacred` and `import auto` of a database, as a user starts them.
@Suite struct SacredProgramTests {
    private func write(_ url: String) throws {
        let script = """
            import sys
            from datetime import datetime
            from pymongo import MongoClient
            db = MongoClient(sys.argv[1]).get_default_database()
            for prefix in ["", "team_"]:
                db[prefix + "runs"].insert_one({
                    "_id": 1, "experiment": {"name": "exp"}, "format": "MongoObserver-0.7.0", "status": "COMPLETED",
                    "start_time": datetime(2023, 11, 14), "stop_time": datetime(2023, 11, 15), "config": {"lr": 0.01}})
                db[prefix + "metrics"].insert_one({
                    "run_id": 1, "name": "loss", "steps": [0, 1], "values": [2, 1], "timestamps": [datetime(2023, 11, 14)] * 2})
            """
        _ = try TestPython.run(script, url)
    }

    @Test(.enabled(if: TestMongoDB.url != nil, "\(TestMongoDB.absence)"))
    func `a database is imported once, with its word and found out, and never into itself`() async throws {
        let url = try #require(TestMongoDB.freshDatabaseURL())
        try write(url)
        try await withTemporaryFolder { folder in
            func run(_ arguments: String...) throws -> Program.End {
                try Program.run(["import"] + arguments, in: folder)
            }
            let one = try run("sacred", url, "--prefix", "team", "--store", "sqlite:r.sqlite")
            #expect(one.code == 0 && one.output.contains("1 new and 0 known runs"), "\(one)")
            let all = try run("auto", url, "--store", "sqlite:r.sqlite")
            #expect(all.code == 0 && all.output.contains("Found Sacred: mongodb://"), "\(all)")
            #expect(all.output.contains("1 new and 0 known runs") && all.output.contains("0 new and 1 known runs"))
            let itself = try run("sacred", url, "--store", url)
            #expect(itself.code == 64 && itself.errors.contains("holds runs of Sacred's"), "\(itself)")
            let other = try run("wandb", url, "--store", "sqlite:r.sqlite")
            #expect(other.code == 64 && other.errors.contains("Only Sacred"), "\(other)")
        }
    }

    @Test func `no message repeats the password of an address that cannot be imported`() async throws {
        try await withTemporaryFolder { folder in
            for word in ["auto", "sacred", "wandb", "tensorboard", "lavd"] {
                for address in ["ftp://u:sesame@host/x", "mongodb://u:sesame@127.0.0.1:1/x", "mongodb://u:ses@ame@h/x"]
                {
                    let end = try Program.run(["import", word, address, "--store", "sqlite:r.sqlite"], in: folder)
                    #expect(end.code != 0 && !(end.output + end.errors).contains("sesame"), "\(end)")
                    #expect(!(end.output + end.errors).contains("ame@"), "\(end)")
                }
            }
            #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent("r.sqlite").path))
            let prefix = try Program.run(["import", "sacred", "runs", "--prefix", "x"], in: folder)
            #expect(prefix.code == 64 && prefix.errors.contains("--prefix"), "\(prefix)")
        }
    }
}
