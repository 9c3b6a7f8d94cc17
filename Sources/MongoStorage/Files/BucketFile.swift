package import BSONCoding
package import RegistryCore

/// What `NAME.files` says of a file of a ``MongoBucket``.
package struct BucketFile: Hashable, Sendable {
    /// The largest piece that is read: what fits into one of MongoDB's documents.
    static let largestChunk: Int64 = 16 << 20

    /// Under which its chunks lie.
    package var id: ObjectID
    /// Its name in the bucket.
    package var name: String
    /// How many bytes it has.
    package var size: Int64
    /// How many bytes every chunk but the last has.
    package var chunkSize: Int
    /// When it was written last, by the server's clock.
    package var written: WallTime?
    /// The media type, if one was said.
    package var contentType: String?
    /// The digest of all bytes in lower-case digits; `nil` for one that was appended to.
    package var sha256: String?

    /// A file that is about to be written.
    package init(
        id: ObjectID, name: String, size: Int64, chunkSize: Int, contentType: String? = nil, sha256: String? = nil
    ) {
        self.id = id
        self.name = name
        self.size = size
        self.chunkSize = chunkSize
        self.contentType = contentType
        self.sha256 = sha256
    }

    /// What a stored document says, of which nothing is believed; `nil` when it describes no file.
    init?(_ document: Document) {
        guard let id = document["_id"]?.objectIDValue, let name = document["filename"]?.stringValue,
            let size = document["length"]?.intValue, size >= 0,
            let chunkSize = document["chunkSize"]?.intValue, (1...Self.largestChunk).contains(chunkSize)
        else { return nil }
        let metadata = document["metadata"]?.documentValue
        self.init(
            id: id, name: name, size: size, chunkSize: Int(chunkSize),
            contentType: metadata?["contentType"]?.stringValue, sha256: metadata?["sha256"]?.stringValue)
        written = document["uploadDate"]?.dateValue
    }

    /// A text that changes when the bytes do.
    package var version: String { "\(id)-\(size)" }

    /// How many bytes a chunk has.
    func size(ofChunk number: Int64) -> Int { Int(min(Int64(chunkSize), size - number * Int64(chunkSize))) }
}
