public import RegistryCore

/// An upload in parts that was not finished.
struct UnfinishedUpload: Sendable {
    let id: String
    /// The parts that the server has, by their numbers.
    let parts: [Int: UploadPart]
}

extension S3FileStore {
    /// Removes uploads that nobody goes on with: their parts are stored, and paid for, until then.
    ///
    /// - Parameter moment: uploads that began earlier are removed. Those that began later may still be going on.
    /// - Returns: how many were removed.
    @discardableResult
    public func abortUploads(startedBefore moment: WallTime) async throws -> Int {
        var count = 0
        try await forEachUpload(prefix) { object, id, started in
            guard let started, started < moment, object.hasPrefix(prefix) else { return }
            try await abort(String(object.dropFirst(prefix.count)), id)
            count += 1
        }
        return count
    }

    /// So many uploads of one file are looked at, those that began last.
    private static let mostUploads = 8

    /// The upload of a file that began last, with its parts; `nil` when there is none, and when this key may not ask for it: then all is sent
    /// anew.
    ///
    /// - Parameter size: the size of its parts. One of others was begun otherwise, and one without parts saves nothing. Default: any.
    func unfinishedUpload(of key: FileKey, inPartsOf size: Int? = nil) async throws -> UnfinishedUpload? {
        do {
            var uploads: [(id: String, started: Int64)] = []
            try await forEachUpload(objectName(key)) { object, id, started in
                guard object == objectName(key) else { return }
                uploads.append((id, started?.millisecondsSince1970 ?? 0))
            }
            // Of those that began at one time the last one of the list.
            for upload in uploads.reversed().sorted(by: { $0.started > $1.started }).prefix(Self.mostUploads) {
                let parts = try await parts(of: key, upload.id)
                if let size, !Self.isCut(parts, into: size) { continue }
                return UnfinishedUpload(id: upload.id, parts: parts)
            }
            return nil
        } catch let error as RegistryError
            where [.accessDenied, .unsupported, .notFound, .invalidArgument].contains(error.code)
        {
            // What is wrong with more than this question is said by the next one, with which the upload begins.
            return nil
        }
    }

    /// Whether all parts have this size; the last one may be smaller.
    private static func isCut(_ parts: [Int: UploadPart], into size: Int) -> Bool {
        let sizes = parts.sorted { $0.key < $1.key }.map(\.value.size)
        guard let last = sizes.last, sizes.count > 1 || last == size else { return false }
        return last <= size && sizes.dropLast().allSatisfy { $0 == size }
    }

    /// The parts of an upload that the server has.
    private func parts(of key: FileKey, _ id: String) async throws -> [Int: UploadPart] {
        var parts: [Int: UploadPart] = [:]
        var marker = "0"
        for _ in 0..<PartSizes.mostParts {
            var list = call("GET", key)
            list.query = [("uploadId", id), ("part-number-marker", marker), ("max-parts", "1000")]
            let xml = try await client.askForXML(list)
            for part in xml.all("Part") {
                guard let number = part.text("PartNumber").flatMap({ Int($0) }),
                    (1...PartSizes.mostParts).contains(number),
                    let size = part.text("Size").flatMap({ Int($0) }), let etag = part.text("ETag"),
                    etag.utf8.count <= 256
                else { continue }
                parts[number] = UploadPart(number: number, size: size, etag: etag)
            }
            guard xml.text("IsTruncated") == "true", let next = xml.text("NextPartNumberMarker"), next != marker else {
                break
            }
            marker = next
        }
        return parts
    }

    private func forEachUpload(
        _ prefix: String, _ body: (_ object: String, _ id: String, _ started: WallTime?) async throws -> Void
    ) async throws {
        var markers: [(name: String, value: String)] = []
        while true {
            var list = S3Call(method: "GET", bucket: configuration.bucket)
            list.query = [("uploads", ""), ("prefix", prefix), ("encoding-type", "url")] + markers
            let xml = try await client.askForXML(list)
            let isEncoded = xml.text("EncodingType") == "url"
            for upload in xml.all("Upload") {
                guard let text = upload.text("Key"), let object = isEncoded ? PercentEncoding.decode(text) : text,
                    let id = upload.text("UploadId")
                else { continue }
                try await body(object, id, upload.text("Initiated").flatMap { WallTime(iso8601: $0) })
            }
            guard xml.text("IsTruncated") == "true", let text = xml.text("NextKeyMarker"),
                let key = isEncoded ? PercentEncoding.decode(text) : text
            else { return }
            let next = [("key-marker", key), ("upload-id-marker", xml.text("NextUploadIdMarker") ?? "")]
            // A server that repeats itself would never end.
            guard next.map(\.1) != markers.map(\.value) else { return }
            markers = next.map { (name: $0.0, value: $0.1) }
        }
    }
}
