import RegistryCore

/// How the records of one collection lie in the database: the names of its table and its columns.
///
/// A record is a row: `number` (the row), `id` (its `_id` as an ordered key), `run` and `seq` (its `_run` and `_seq`,
/// unique together), one column of ordered keys for each indexed field, and `body`, the whole record as BSON. The one
/// indexed field that always holds a list has its elements in a table beside it.
struct CollectionTable {
    /// An indexed field that has a column of its own.
    struct KeyColumn {
        /// The field.
        let path: FieldPath
        /// The column's name.
        let name: String
    }

    /// The collection.
    let collection: CollectionName
    /// The table's name, quoted.
    let name: String
    /// The table of the elements of ``listField``, quoted.
    let elementsName: String
    /// The name without quotes, from which those of indexes are made.
    let bareName: String
    /// The indexed fields with a column each.
    let keyColumns: [KeyColumn]
    /// The indexed field whose elements are found one by one.
    let listField: FieldPath?
    /// The fields whose values are counted.
    let counted: [FieldPath]

    /// The field that preparation fills with a list of names, which is indexed element by element.
    private static let namesField: FieldPath = "_metadataKeys"

    /// The collections that every database has from the start.
    static let builtIn: [CollectionName] = [.runs, .artifacts, .files]

    /// The table of a collection.
    ///
    /// - Parameter number: what the database calls a collection of the user's own; names of theirs never become SQL.
    init(_ collection: CollectionName, number: Int64?) {
        self.collection = collection
        bareName = number.map { "collection_\($0)" } ?? collection.description
        name = "\"\(bareName)\""
        elementsName = "\"\(bareName)_elements\""
        let traits = CollectionTraits.of(collection)
        keyColumns = traits.indexed.filter { $0 != Self.namesField }.enumerated().map { index, path in
            KeyColumn(path: path, name: "key_\(index)")
        }
        listField = traits.indexed.first { $0 == Self.namesField }
        counted = traits.counted
    }

    /// The index by identifier.
    var idIndex: String { "\"\(bareName)_by_id\"" }

    /// The index by a column of keys, then identifier.
    func index(ofColumn name: String) -> String { "\"\(bareName)_by_\(name)\"" }

    /// The column of a field; `nil` when it has none.
    func keyColumn(for path: FieldPath) -> KeyColumn? { keyColumns.first { $0.path == path } }

    /// The statements that make the table.
    var definition: [String] {
        let keys = keyColumns.map { "\($0.name) BLOB NOT NULL, " }.joined()
        var statements = [
            """
            CREATE TABLE \(name) (number INTEGER PRIMARY KEY, id BLOB NOT NULL, run TEXT, seq INTEGER, \
            \(keys)body BLOB NOT NULL)
            """,
            "CREATE UNIQUE INDEX \(idIndex) ON \(name) (id)",
            "CREATE UNIQUE INDEX \"\(bareName)_by_origin\" ON \(name) (run, seq) WHERE seq IS NOT NULL",
        ]
        statements += keyColumns.map { "CREATE INDEX \(index(ofColumn: $0.name)) ON \(name) (\($0.name), id)" }
        if listField != nil {
            statements.append(
                """
                CREATE TABLE \(elementsName) (element BLOB NOT NULL, id BLOB NOT NULL, number INTEGER NOT NULL, \
                PRIMARY KEY (element, id)) WITHOUT ROWID
                """)
        }
        return statements
    }
}
