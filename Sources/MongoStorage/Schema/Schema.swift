import RegistryCore

/// Makes what ``CollectionPlan`` declares, and sees to it that the database is not a newer program's.
enum Schema {
    private static let versionID = "version"

    /// Reads the version of the database, and writes it into a new one.
    ///
    /// - Throws: ``RegistryError`` with `unsupported` when it is newer than this program.
    static func check(on connection: MongoConnection) throws {
        var find = MongoCommand("find", CollectionPlan.schema, kind: .read)
        find.set("filter", ["_id": .string(versionID)])
        find.set("limit", 1)
        let stored = try MongoBatch(reply: try connection.run(find)).records(as: Document.self).first?["version"]?
            .intValue
        guard let stored else { return try write(on: connection) }
        guard stored <= CollectionPlan.version else {
            throw RegistryError(
                .unsupported,
                "The database \"\(connection.database)\" was written by a newer version of this program (schema \(stored), this one knows \(CollectionPlan.version)). Update the program."
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
