import BSONCoding
public import FileStorage
import MongoStorage
import RegistryCore

extension MongoFileStore {
    /// Adds bytes; see ``MongoFileStore``. More than 4 MiB at once are added by writing the file anew.
    public func append(_ bytes: [UInt8], to key: FileKey) async throws {
        guard bytes.count <= MongoBucket.largestBatch else { return try await appendByCopying(bytes, to: key) }
        let name = name(key)
        // The same in every attempt, by which the server's answer is recognised that did not come.
        let call = ObjectID()
        for _ in 0..<8 {
            if try await connection.asking({ try await $0.append(bytes, to: name, call: call) }) != nil { return }
            do {
                try await write(bytes, to: key, options: WriteOptions(condition: .onlyIfAbsent))
                return
            } catch let error as RegistryError where error.code == .alreadyExists {
                // Somebody else was quicker: now there is a file to add to.
                continue
            }
        }
        throw Self.contended(key)
    }

    private func appendByCopying(_ bytes: [UInt8], to key: FileKey) async throws {
        for _ in 0..<8 {
            let info = try await info(key)
            let condition = info?.version.map { WriteOptions.Condition.onlyIfVersion($0) } ?? .onlyIfAbsent
            let old = info == nil ? FileChunks([]) : try await readChunks(key, range: nil)
            let source = ChunkSequence([old, FileChunks(bytes)])
            do {
                try await write(
                    FileChunks { try await source.next() }, size: (info?.size ?? 0) + Int64(bytes.count), to: key,
                    options: WriteOptions(condition: condition))
                return
            } catch let error as RegistryError where [.alreadyExists, .invalidArgument].contains(error.code) {
                // Somebody else wrote it meanwhile.
                continue
            }
        }
        throw Self.contended(key)
    }

    private static func contended(_ key: FileKey) -> RegistryError {
        RegistryError(
            .unavailable,
            "\(ShownText.of(key.path)) is written by others all the time, and nothing could be added. Give each writer a file."
        )
    }
}

/// Bytes of one source after those of another.
private actor ChunkSequence {
    private var iterators: [FileChunks.Iterator]

    init(_ sources: [FileChunks]) { iterators = sources.map { $0.makeAsyncIterator() } }

    func next() async throws -> [UInt8]? {
        while var iterator = iterators.first {
            if let chunk = try await iterator.next() { return chunk }
            iterators.removeFirst()
        }
        return nil
    }
}
