import Foundation
import RegistryCore

/// Where the bytes of files lie: below the folder of logs, or as media of runs below that and other folders.
struct FilePlaces: Sendable {
    let folder: LogFolder
    let media: MediaRoots

    /// The file of a record whose bytes are not in the record itself.
    ///
    /// - Throws: ``RequestRefusal`` for one that lies elsewhere, or outside of the folders; ``RegistryError`` with `notFound` for
    ///   one that is not there.
    func file(of record: Document) throws -> URL {
        let path = Self.path(of: record)
        guard !path.contains("://") else {
            throw RequestRefusal(.notFound, "The file lies elsewhere; its record says where, as its location.")
        }
        guard MediaRoots.isMedia(record) else { return try folder.file(named: path) }
        guard let file = media.file(of: record) else {
            throw RegistryError(
                .notFound,
                "The file lies in the folder of the run that logged it, which is below none of this server's, or it is gone. "
                    + "Start the server with --media-root and the folder that has the run's.")
        }
        return file
    }

    /// What a record says of where its file is; empty when it says nothing.
    static func path(of record: Document) -> String {
        record["location"]?.stringValue ?? record["file"]?.stringValue ?? ""
    }
}
