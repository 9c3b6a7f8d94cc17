import BSONCoding
package import RegistryCore

extension FileChunks {
    /// The same bytes, compared with their digest: the last piece is held back until it is known that they are right.
    ///
    /// - Parameters:
    ///   - digest: 64 lower-case digits.
    ///   - damage: what is thrown in the place of the last piece when they are not.
    package func compared(withSHA256 digest: String, damage: @escaping @Sendable () -> RegistryError) -> FileChunks {
        let reader = CheckedReader(self, .sha256, { Hexadecimal.text(ofBytes: $0) == digest }, damage)
        return FileChunks { try await reader.next() }
    }

    /// The same bytes, compared with the digest that a service gave, if it gave one.
    func compared(with digest: StoredDigest?, damage: @escaping @Sendable () -> RegistryError) -> FileChunks {
        guard let digest else { return self }
        let reader = CheckedReader(self, digest.kind, { $0 == digest.bytes }, damage)
        return FileChunks { try await reader.next() }
    }
}

/// Compares bytes with their digest.
private actor CheckedReader {
    private var iterator: FileChunks.Iterator
    private let isRight: @Sendable ([UInt8]) -> Bool
    private let damage: @Sendable () -> RegistryError
    private var hash: RunningDigest
    private var held: [UInt8]?
    private var isAtEnd = false

    init(
        _ chunks: FileChunks, _ kind: DigestKind, _ isRight: @escaping @Sendable ([UInt8]) -> Bool,
        _ damage: @escaping @Sendable () -> RegistryError
    ) {
        iterator = chunks.makeAsyncIterator()
        hash = RunningDigest(kind)
        self.isRight = isRight
        self.damage = damage
    }

    func next() async throws -> [UInt8]? {
        while !isAtEnd {
            var iterator = iterator
            let chunk = try await iterator.next()
            guard let chunk else {
                isAtEnd = true
                guard isRight(hash.bytes) else { throw damage() }
                defer { held = nil }
                return held
            }
            hash.update(chunk)
            defer { held = chunk }
            if let held { return held }
        }
        return nil
    }
}
