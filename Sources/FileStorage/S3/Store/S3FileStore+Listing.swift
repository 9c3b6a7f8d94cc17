import RegistryCore

extension S3FileStore {
    /// A page of the files.
    public func list(_ listing: FileListing) async throws -> FilePage {
        let limit = try listing.checkedLimit()
        var call = S3Call(method: "GET", bucket: configuration.bucket)
        call.query = [
            ("list-type", "2"), ("max-keys", "\(limit)"), ("prefix", prefix + listing.prefix), ("encoding-type", "url"),
        ]
        if !listing.isRecursive { call.query.append(("delimiter", "/")) }
        if let cursor = listing.cursor { call.query.append(("continuation-token", cursor)) }
        return try page(try await client.askForXML(call), below: prefix)
    }

    /// Reads a list of which nothing is believed.
    func page(_ xml: XMLElement, below prefix: String) throws -> FilePage {
        guard xml.name == "ListBucketResult" else {
            throw RegistryError(.corruptData, "\(client.place) does not answer as a storage server does to a list.")
        }
        let isEncoded = xml.text("EncodingType") == "url"
        func key(_ text: String?) -> FileKey? {
            guard let text, let name = isEncoded ? PercentEncoding.decode(text) : text else { return nil }
            return FileKey(stored: name, below: prefix)
        }
        var page = FilePage()
        for entry in xml.all("Contents") {
            guard let key = key(entry.text("Key")), let size = entry.text("Size").flatMap({ Int64($0) }), size >= 0
            else {
                page.unusableNames += 1
                continue
            }
            page.files.append(
                FileInfo(
                    key: key, size: size, modified: entry.text("LastModified").flatMap { WallTime(iso8601: $0) },
                    version: entry.text(configuration.isGoogles ? "Generation" : "ETag")))
        }
        for entry in xml.all("CommonPrefixes") {
            guard let text = entry.text("Prefix"), text.hasSuffix("/") || text.hasSuffix("%2F"),
                let key = key(String(text.dropLast(text.hasSuffix("/") ? 1 : 3)))
            else {
                page.unusableNames += 1
                continue
            }
            page.folders.append(key)
        }
        if xml.text("IsTruncated") == "true" {
            page.next = xml.text("NextContinuationToken").flatMap { $0.isEmpty ? nil : $0 }
            // Without one the next page would be this one.
            guard page.next != nil else {
                throw RegistryError(.corruptData, "\(client.place) says that a list goes on, and not where.")
            }
        }
        return page
    }
}
