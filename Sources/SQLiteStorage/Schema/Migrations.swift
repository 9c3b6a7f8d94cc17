import GRDB
import RegistryCore

/// Brings a database to the schema of this program, one version after the other.
///
/// The version stands in the file's header (`PRAGMA user_version`), so that it can be read without trusting any table.
/// Every step is one transaction: a crash leaves the database as it was before the step.
enum Migrations {
    /// What each version adds to the one before; the first makes an empty file a registry.
    private static let steps: [[String]] = [Schema.firstVersion]

    /// The version that this program writes.
    static var currentVersion: Int64 { Int64(steps.count) }

    /// What a file holds.
    enum Content: Equatable {
        /// Nothing yet.
        case nothing
        /// A registry of a version that this program knows.
        case registry(version: Int64)
    }

    /// Looks at a database without changing it.
    ///
    /// - Throws: ``RegistryError`` with `corruptData` for the database of another program, `unsupported` for a registry
    ///   of a newer version; `DatabaseError` for what cannot be read.
    static func inspect(_ database: Database, path: String) throws -> Content {
        let application = try Int64.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        let version = try Int64.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        if application != Schema.applicationID {
            let tables = try Int64.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
            guard application == 0, version == 0, tables == 0 else {
                throw RegistryError(
                    .corruptData,
                    "The file \(path) is a database of another program, not a registry. Choose another path."
                )
            }
            return .nothing
        }
        guard version >= 1 else {
            throw RegistryError(
                .corruptData, "The registry \(path) does not say which version it has. Restore it from a backup.")
        }
        guard version <= currentVersion else {
            throw RegistryError(
                .unsupported,
                "The registry \(path) has version \(version); this program knows versions up to \(currentVersion). "
                    + "Use the program that wrote it, or a newer one.")
        }
        return .registry(version: version)
    }

    /// Takes the steps that are missing. Of two programs that do so at the same time, one does and the other waits.
    static func migrate(_ database: Database, path: String) throws {
        while true {
            var isDone = false
            try database.inTransaction(.immediate) {
                let version =
                    switch try inspect(database, path: path) {
                    case .nothing: Int64(0)
                    case .registry(let version): version
                    }
                isDone = version == currentVersion
                if !isDone {
                    for statement in steps[Int(version)] { try database.execute(sql: statement) }
                    try database.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
                    try database.execute(sql: "PRAGMA user_version = \(version + 1)")
                }
                return .commit
            }
            if isDone { return }
        }
    }
}
