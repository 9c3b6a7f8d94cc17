import BSONCoding
import Crypto
package import RegistryCore

extension FileChunks {
    /// The same bytes, compared with their digest: the last piece is held back until it is known that they are right.
    ///
    /// - Parameters:
    ///   - digest: 64 lower-case digits.
    ///   - damage: what is thrown in the place of the last piece when they are not.
    package func compared(withSHA256 digest: String, damage: @escaping @Sendable () -> RegistryError) -> FileChunks {
        let reader = CheckedReader(self, digest, damage)
        return FileChunks { try await reader.next() }
    }
}

/// Compares bytes with their digest.
private actor CheckedReader {
    private var iterator: FileChunks.Iterator
    private let digest: String
    private let damage: @Sendable () -> RegistryError
    private var hash = Crypto.SHA256()
    private var held: [UInt8]?
    private var isAtEnd = false

    init(_ chunks: FileChunks, _ digest: String, _ damage: @escaping @Sendable () -> RegistryError) {
        iterator = chunks.makeAsyncIterator()
        self.digest = digest
        self.damage = damage
    }

    func next() async throws -> [UInt8]? {
        while !isAtEnd {
            var iterator = iterator
            let chunk = try await iterator.next()
            guard let chunk else {
                isAtEnd = true
                guard Hexadecimal.text(ofBytes: hash.finalize()) == digest else { throw damage() }
                defer { held = nil }
                return held
            }
            hash.update(data: chunk)
            defer { held = chunk }
            if let held { return held }
        }
        return nil
    }
}
