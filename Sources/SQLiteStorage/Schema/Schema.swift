/// The tables of a database beside those of its collections.
enum Schema {
    /// Written into the file's header, so that a registry can be told from another program's database: "LVRg".
    static let applicationID: Int64 = 0x4C56_5267

    /// What version 1 of the schema consists of.
    static let firstVersion: [String] =
        CollectionTable.builtIn.flatMap { CollectionTable($0, number: nil).definition } + [
            // The user's own collections, by name; the number is part of the table's name.
            "CREATE TABLE collections (number INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE)",
            // How many records have each value of a counted field. The value is a BSON document with the field "v", or
            // empty for records without the field.
            """
            CREATE TABLE group_counts (collection TEXT NOT NULL, field TEXT NOT NULL, key BLOB NOT NULL, \
            value BLOB NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (collection, field, key)) WITHOUT ROWID
            """,
            "CREATE TABLE series (number INTEGER PRIMARY KEY, run TEXT NOT NULL, metric BLOB NOT NULL, UNIQUE (run, metric))",
            // Small columns first: a row's beginning is read without the pages that hold its rest.
            """
            CREATE TABLE series_blocks (number INTEGER PRIMARY KEY, series INTEGER NOT NULL, id BLOB NOT NULL UNIQUE, \
            first_step INTEGER NOT NULL, last_step INTEGER NOT NULL, first_seq INTEGER NOT NULL, \
            last_seq INTEGER NOT NULL, size_class INTEGER NOT NULL, points INTEGER NOT NULL, summary BLOB NOT NULL, \
            strands BLOB NOT NULL, columns BLOB NOT NULL)
            """,
            "CREATE INDEX series_blocks_by_step ON series_blocks (series, first_step, id, last_step)",
            "CREATE INDEX series_blocks_by_sequence ON series_blocks (series, last_seq)",
            "CREATE INDEX series_blocks_by_size ON series_blocks (series, size_class)",
            """
            CREATE TABLE log_blocks (number INTEGER PRIMARY KEY, run TEXT NOT NULL, id BLOB NOT NULL UNIQUE, \
            size_class INTEGER NOT NULL, line_count INTEGER NOT NULL, first_seq INTEGER NOT NULL, \
            first_index INTEGER NOT NULL, last_seq INTEGER NOT NULL, last_index INTEGER NOT NULL, \
            highest_level INTEGER NOT NULL, lines BLOB NOT NULL)
            """,
            "CREATE INDEX log_blocks_by_first ON log_blocks (run, first_seq, first_index)",
            "CREATE INDEX log_blocks_by_last ON log_blocks (run, last_seq)",
            "CREATE INDEX log_blocks_by_size ON log_blocks (run, size_class)",
        ]
}
