import BSONCoding
import Hummingbird
import RegistryCore

/// `/api/v1/files`: records of files and their bytes. `/api/v1/uploads`: bytes on their way here.
struct FileRoutes: Sendable {
    let store: any RegistryStore
    let visible: any RecordReader
    let places: FilePlaces
    let uploads: UploadFolder
    let limits: RequestLimits

    var endpoints: [Endpoint] { reading + uploading }

    private var reading: [Endpoint] {
        [
            Endpoint(
                Operation(
                    method: .get, path: "/files", name: "listFiles", summary: "A page of files' records.",
                    query: Parameter.page, answer: .json(.filePage))
            ) { request in
                try await RecordAnswer(
                    store: visible, collection: .files, listName: "files", largestAnswer: limits.largestAnswer
                ).response(to: try Query(fields: request.fields, in: .files), for: request.request)
            },
            Endpoint(
                Operation(
                    method: .get, path: "/files/{id}", name: "getFile", summary: "One file's record.",
                    answer: .json(.file))
            ) { request in
                Response(tagged: try await request.record(in: .files, of: visible), for: request.request)
            },
            Endpoint(
                Operation(
                    method: .get, path: "/files/{id}/content", name: "downloadFile",
                    summary: "A file's bytes, or a part of them.",
                    headers: [.text("Range", "The part, such as bytes=0-99; all unless said.")],
                    statuses: [.ok, .partialContent], answer: .bytes("application/octet-stream"))
            ) { request in
                let record = try await request.record(in: .files, of: visible)
                return try FileContent(of: record, in: places).response(to: request.request)
            },
        ]
    }

    private var uploading: [Endpoint] {
        [
            Endpoint(
                Operation(
                    method: .put, path: "/uploads/{id}", name: "sendChunk",
                    summary: "Sends a chunk of a file. The client makes the upload's name up.",
                    headers: [
                        .text(
                            "Content-Range",
                            "Where the chunk belongs, such as bytes 0-99/1000; at the start unless said.")
                    ], body: .bytes("application/octet-stream"), answer: .json(.upload))
            ) { request in
                try await receive(request)
            },
            Endpoint(
                Operation(
                    method: .get, path: "/uploads/{id}", name: "getUpload", summary: "How many bytes have come.",
                    answer: .json(.upload))
            ) { request in
                let name = try UploadName(try request.parameter("id"))
                guard let size = try await uploads.received(of: name) else { throw Self.unknown }
                return Self.answer(name, size)
            },
            Endpoint(
                Operation(
                    method: .delete, path: "/uploads/{id}", name: "deleteUpload", summary: "Gives an upload up.",
                    answer: .json(.nothing))
            ) { request in
                guard try await uploads.discard(try UploadName(try request.parameter("id"))) else {
                    throw Self.unknown
                }
                return Response(json: [:])
            },
            Endpoint(
                Operation(
                    method: .post, path: "/files", name: "addFile",
                    summary:
                        "Keeps an upload as a file; or adds a record of a file that lies elsewhere. A run's file of "
                        + "the same name is changed, or without a run the file of no run.", body: .json(.newFile),
                    answer: .json(.file))
            ) { request in
                try await add(request)
            },
        ]
    }

    private static let unknown = RegistryError(.notFound, "Nothing has come under the name of this upload.")

    private static func answer(_ name: UploadName, _ size: Int64) -> Response {
        Response(json: ["upload": .string(name.text), "received": .int(size)])
    }

    private func receive(_ request: APIRequest) async throws -> Response {
        let name = try UploadName(try request.parameter("id"))
        let bytes = try await request.request.bodyBytes(upTo: limits.largestBody)
        var start: Int64 = 0
        if let field = request.request.headers[.contentRange] {
            guard let place = ChunkPlace(field), place.end - place.start == Int64(bytes.count) else {
                throw RegistryError(
                    .invalidArgument,
                    "Content-Range is bytes FIRST-LAST/SIZE, such as bytes 0-99/1000, and the body has as many bytes.")
            }
            guard (place.total ?? 0) <= UploadFolder.largestFile else {
                throw RegistryError(.invalidArgument, "A file has at most \(UploadFolder.largestFile) bytes.")
            }
            start = place.start
        }
        return Self.answer(name, try await uploads.receive(bytes, at: start, of: name))
    }

    /// Changes the record of a run's file of this name, or of the file of no run, or adds it: the same name in two runs is two
    /// files. Of two requests at the same time, one adds and the other changes.
    private func keep(_ record: Document, named name: String, of run: RunID?) async throws -> RecordID {
        let owner: Value = run.map { .string($0.description) } ?? .null
        let same = Query(.and([.field("file", .equals(.string(name))), .field("_run", .equals(owner))]), limit: 1)
        // Whose file it is, is what it was found by.
        let fields = record.filter { $0.key != "_run" }.map { (FieldPath(components: [$0.key]), $0.value) }
        let change = RecordChange(set: Dictionary(fields) { $1 })
        if let stored = try await store.find(in: .files, same).elements.first?["_id"].flatMap(RecordID.init) {
            if try await store.update(stored, in: .files, change) { return stored }
        }
        // The same for the same file, so that whoever comes second finds it taken.
        let digest = SHA256.hexadecimalDigest(of: Array("\(run?.description ?? "")\n\(name)".utf8))
        let id = RecordID(String(digest.prefix(ObjectID.textLength)))
        do {
            var new: Document = ["_id": id.value]
            new.update(with: record)
            try await store.insert([new], into: .files)
        } catch let error as RegistryError where error.code == .alreadyExists {
            try await store.update(id, in: .files, change)
        }
        return id
    }

    private func add(_ request: APIRequest) async throws -> Response {
        let new = try NewFile(try await request.request.jsonBody(upTo: limits.largestBody))
        if let run = new.run { _ = try await visible.existingRun(run) }
        var record = new.record
        if let upload = new.upload {
            let kept = try await uploads.keep(upload.name, digest: upload.digest)
            record["location"] = .string(kept.location)
            record["size"] = .int(kept.size)
            record["sha256"] = .string(upload.digest)
        }
        let id = try await keep(record, named: new.name, of: new.run)
        guard let stored = try await store.record(id, in: .files) else {
            throw RegistryError(.notFound, "The file's record was removed at this moment.")
        }
        return Response(json: stored)
    }
}
