import BSONCoding
import Crypto
import FileStorage
import MongoStorage
import RegistryCore

/// Writes one file of a bucket from bytes as they come. At most a batch of them is in memory.
actor BucketUpload {
    /// 1 MiB: four make a batch, and a file has few documents.
    private static let chunkSize = 1 << 20
    /// A file for which nothing came for a day counts as given up.
    private static let renewal = Duration.seconds(3_600)

    private let connection: BucketConnection
    private let id = ObjectID()
    private let name: String
    private let promised: Int64?
    private let options: WriteOptions
    private let counter: TransferProgress.Counter
    private var rest: [UInt8] = []
    private var sent: Int64 = 0
    private var hash = Crypto.SHA256()
    /// When it was last said that the file is being written; `nil` while all of it is here.
    private var begun: Duration?

    init(_ connection: BucketConnection, name: String, size: Int64?, _ options: WriteOptions) {
        self.connection = connection
        self.name = name
        promised = size
        self.options = options
        counter = TransferProgress.Counter(total: size, observer: options.progress)
    }

    /// Takes bytes, and sends a batch when it is full and there is more.
    func add(_ bytes: [UInt8]) async throws {
        try Task.checkCancellation()
        rest += bytes
        while rest.count > MongoBucket.largestBatch {
            let batch = Array(rest[..<MongoBucket.largestBatch])
            rest.removeFirst(batch.count)
            try await send(batch)
        }
    }

    /// Has the file appear.
    ///
    /// - Returns: what is stored.
    func finish() async throws -> BucketFile {
        let size = sent + Int64(rest.count)
        guard promised == nil || promised == size else {
            throw RegistryError(
                .invalidArgument,
                "\(ShownText.of(name)): \(size) bytes came, and \(promised ?? 0) were promised.")
        }
        let last = rest
        if begun != nil, !last.isEmpty { try await send(last) } else { hash.update(data: last) }
        let file = BucketFile(
            id: id, name: name, size: size, chunkSize: Self.chunkSize, contentType: contentType,
            sha256: Hexadecimal.text(ofBytes: hash.finalize()))
        let chunks = begun == nil ? Self.chunks(last) : nil
        let condition = options.condition.ofBucket
        let stored = try await connection.asking { try await $0.publish(file, chunks: chunks, condition) }
        if chunks != nil { counter.add(last.count) }
        await connection.tidyNowAndThen()
        return stored
    }

    /// Gives it up.
    func discard() async {
        guard begun != nil else { return }
        let id = id
        // What cannot be deleted now is deleted when it has been left for a day.
        try? await connection.askingOnce { try await $0.discard(id) }
    }

    private func send(_ batch: [UInt8]) async throws {
        let id = id
        let now = connection.retries.clock.uptime()
        if let last = begun {
            if now - last > Self.renewal {
                try await connection.asking { try await $0.renew(id) }
                begun = now
            }
        } else {
            begun = now
            try await connection.asking { try await $0.begin(id) }
        }
        hash.update(data: batch)
        let chunks = Self.chunks(batch)
        let number = sent / Int64(Self.chunkSize)
        try await connection.asking { try await $0.add(chunks, from: number, of: id) }
        sent += Int64(batch.count)
        counter.add(batch.count)
    }

    private static func chunks(_ bytes: [UInt8]) -> [[UInt8]] {
        stride(from: 0, to: bytes.count, by: chunkSize).map {
            Array(bytes[$0..<min($0 + chunkSize, bytes.count)])
        }
    }

    private var contentType: String? {
        options.contentType.flatMap { type in
            type.utf8.count <= 256 && type.utf8.allSatisfy { (0x20...0x7E).contains($0) } ? type : nil
        }
    }
}

extension WriteOptions.Condition {
    fileprivate var ofBucket: BucketCondition {
        switch self {
        case .always: .always
        case .onlyIfAbsent: .onlyIfAbsent
        case .onlyIfVersion(let version): .onlyIfVersion(version)
        }
    }
}
