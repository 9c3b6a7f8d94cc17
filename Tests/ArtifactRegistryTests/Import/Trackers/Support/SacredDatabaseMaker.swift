import Foundation
import RegistryCore
import RegistryTestKit

/// A MongoDB database with what Sacred's MongoObserver leaves in one, written by another driver than ours.
struct SacredDatabaseMaker {
    /// The database, which no other test uses.
    let url: String

    /// - Parameter url: `nil` for none.
    init(_ url: String?) throws {
        guard let url else { throw CocoaError(.fileNoSuchFile) }
        self.url = url
    }

    /// Runs lines of Python that know the database as `db`, `ObjectId`, and `run(id, **fields)` and `metric(run, name, values, **fields)`, which
    /// write documents of Sacred's shape.
    func write(_ lines: String) throws {
        let script = """
            import sys
            from datetime import datetime, timedelta
            from bson import Int64, ObjectId
            import pymongo
            from pymongo import MongoClient
            client = MongoClient(sys.argv[1])
            db = client.get_default_database()
            begin = datetime(2023, 11, 14, 22, 13, 20)

            def run(id, prefix="", **fields):
                document = {
                    "_id": id,
                    "experiment": {"name": "exp", "base_dir": "/src", "sources": [["a.py", ObjectId()]], "dependencies": [],
                                   "repositories": [{"url": "u", "commit": "abc", "dirty": False}], "mainfile": "a.py"},
                    "format": "MongoObserver-0.7.0", "command": "main", "host": {"hostname": "h", "ENV": {}},
                    "start_time": begin, "config": {"lr": 0.01, "net": {"layers": [1, 2]}, "seed": 5},
                    "meta": {"command": "main", "options": {}}, "status": "COMPLETED", "resources": [], "artifacts": [],
                    "captured_out": "one\\ntwo\\n", "info": {"best": 3}, "heartbeat": begin + timedelta(seconds=60),
                    "stop_time": begin + timedelta(seconds=61), "result": 0.5,
                }
                document.update(fields)
                db[prefix + "runs"].insert_one({k: v for k, v in document.items() if v is not None})

            def metric(run, name, values, prefix="", **fields):
                count = len(values) if isinstance(values, list) else 1
                document = {
                    "run_id": run, "name": name, "values": values, "steps": [5 * n for n in range(count)],
                    "timestamps": [begin + timedelta(seconds=n) for n in range(count)],
                }
                document.update(fields)
                return db[prefix + "metrics"].insert_one(
                    {k: v for k, v in document.items() if v is not None}).inserted_id

            """
        _ = try TestPython.run(script + lines, url)
    }

    /// Every document of the database as text, to see whether anything changed.
    func everything() throws -> String {
        let script = """
            import sys
            from bson import json_util
            from pymongo import MongoClient
            db = MongoClient(sys.argv[1]).get_default_database()
            for name in sorted(db.list_collection_names()):
                print(name, sorted(db[name].index_information()), json_util.dumps(db[name].find().sort("_id")))
            """
        return String(decoding: try TestPython.run(script, url), as: UTF8.self)
    }
}
