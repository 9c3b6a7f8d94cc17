import RegistryCore

/// Every collection, index and shard key of the store. They are made when the store is opened, and for a collection of
/// the user's own when it is first written to.
///
/// A name with a dot cannot be a ``CollectionName``: such collections, like those with the registry's internal names, are
/// never mixed up with the user's.
struct CollectionPlan {
    /// The blocks of all series, without their points.
    static let series = "series"
    /// The points of the blocks, under the same identifiers: charts read summaries far more often than points, and would
    /// otherwise pull both from the disk.
    static let seriesColumns = "series.columns"
    /// The blocks of all logs.
    static let logs = "logs"
    /// How many records have each value of each counted field, see ``GroupCounts``.
    static let groupCounts = "group_counts"
    /// One record with the version of all this; and, while they are held, the locks of ``MongoStore/put(_:into:matching:)``.
    static let schema = "registry_schema"

    /// The version of this plan. A store of a greater one is not opened.
    static let version: Int64 = 1

    /// An index: its name and its keys in order, all ascending.
    struct Index: Hashable {
        var keys: [String]
        var isUnique = false
        /// Only records with these fields are in it.
        var onlyWith: [String] = []

        var name: String { keys.joined(separator: "_") }

        /// As the command `createIndexes` takes it.
        var document: Document {
            var document: Document = ["key": .document(Document(keys.map { ($0, 1) })), "name": .string(name)]
            if isUnique { document["unique"] = true }
            if !onlyWith.isEmpty {
                document["partialFilterExpression"] = .document(Document(onlyWith.map { ($0, ["$exists": true]) }))
            }
            return document
        }
    }

    /// The collection's name in the database.
    var name: String
    /// Its indexes, beside that on `_id`.
    var indexes: [Index]
    /// By what it is to be sharded when the deployment is a sharded cluster. Sharding is the administrator's decision:
    /// `sh.shardCollection("DATABASE.NAME", {KEY: 1})`. Records are sharded by their run because a unique index has to
    /// begin with the shard key.
    var shardKey: String

    /// The plan of a collection of records.
    init(records collection: CollectionName) {
        name = collection.description
        // Behind each field `_id`, so that pages in the order of the field need no sorting.
        indexes = CollectionTraits.of(collection).indexed.map { Index(keys: [$0.description, "_id"]) }
        indexes.append(Index(keys: ["_run", "_seq"], isUnique: true, onlyWith: ["_run", "_seq"]))
        shardKey = collection == .runs ? "_id" : "_run"
    }

    private init(_ name: String, shardKey: String, _ indexes: [Index]) {
        self.name = name
        self.indexes = indexes
        self.shardKey = shardKey
    }

    /// The collections that are there from the start.
    static let all: [CollectionPlan] =
        [.runs, .artifacts, .files].map { CollectionPlan(records: $0) } + [
            CollectionPlan(
                series, shardKey: "run",
                [
                    Index(keys: ["run", "metric", "firstStep", "lastStep", "_id"]),
                    Index(keys: ["run", "metric", "class", "lastSeq"]),
                ]),
            CollectionPlan(seriesColumns, shardKey: "_id", []),
            CollectionPlan(
                logs, shardKey: "run",
                [
                    // Everything by which blocks are chosen, so that none is read from the disk only to be passed over.
                    Index(keys: ["run", "firstSeq", "firstIndex", "lastSeq", "lastIndex", "level", "_id"]),
                    Index(keys: ["run", "class", "lastSeq"]),
                ]),
            CollectionPlan(groupCounts, shardKey: "_id", []),
            CollectionPlan(schema, shardKey: "_id", []),
        ]
}
