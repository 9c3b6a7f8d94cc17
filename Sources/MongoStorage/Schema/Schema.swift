import RegistryCore

/// Makes what ``CollectionPlan`` declares, and sees to it that the database is not a newer program's.
enum Schema {
    private static let versionID = "version"

    /// Reads the version of the database, and writes it into a new one.
    ///
    /// - Throws: ``RegistryError`` with `unsupported` when it is newer than this program, and `invalidArgument` for a database without
    ///   a version whose runs are another program's, as Sacred's are: nothing is written into it.
    static func check(on connection: MongoConnection) throws {
        var find = MongoCommand("find", CollectionPlan.schema, kind: .read)
        find.set("filter", ["_id": .string(versionID)])
        find.set("limit", 1)
        let stored = try MongoBatch(reply: try connection.run(find)).records(as: Document.self).first?["version"]?
            .intValue
        guard let stored else {
            try refuseOthers(on: connection)
            return try write(on: connection)
        }
        guard stored <= CollectionPlan.version else {
            throw RegistryError(
                .unsupported,
                "The database \"\(connection.database)\" was written by a newer version of this program (schema \(stored), this one knows \(CollectionPlan.version)). Update the program."
            )
        }
    }

    /// In what a registry writes the experiment is a text.
    private static func refuseOthers(on connection: MongoConnection) throws {
        let runs = CollectionName.runs.description
        var find = MongoCommand("find", runs, kind: .read)
        find.set("filter", ["experiment": ["$not": ["$type": "string"]]])
        find.set("projection", ["_id": 1])
        find.set("limit", 1)
        let others = try MongoBatch(reply: try connection.run(find)).records(as: EncodedDocument.self)
        guard others.isEmpty else {
            throw RegistryError(
                .invalidArgument,
                "The database \"\(connection.database)\" has a collection \"\(runs)\" of another program, as Sacred makes one, and is no registry. Nothing was written into it. Name another database in the URL."
            )
        }
    }

    private static func write(on connection: MongoConnection) throws {
        var update = MongoCommand("update", CollectionPlan.schema, kind: .write)
        update.set(
            "updates",
            [
                [
                    "q": ["_id": .string(versionID)], "u": ["$setOnInsert": ["version": .int(CollectionPlan.version)]],
                    "upsert": true,
                ]
            ])
        _ = try connection.run(update)
    }

    /// Makes a collection with its indexes; what is there already is left alone.
    static func prepare(_ plan: CollectionPlan, on connection: MongoConnection) throws {
        guard !plan.indexes.isEmpty else { return try create(plan.name, on: connection) }
        var command = MongoCommand("createIndexes", plan.name, kind: .write)
        command.set("indexes", .array(plan.indexes.map { .document($0.document) }))
        _ = try connection.run(command)
    }

    /// A collection cannot be made safely inside every transaction, so that it is made here.
    private static func create(_ name: String, on connection: MongoConnection) throws {
        do {
            _ = try connection.run(MongoCommand("create", name, kind: .write))
        } catch let failure as MongoFailure where failure.isNamespaceExists {}
    }
}
