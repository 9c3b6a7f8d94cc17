import BSONCoding
import RegistryCore

extension ContentStore {
    /// Whether what lies under a name, and has its size, has other bytes, as far as that is known at a sensible price.
    ///
    /// A store that has digests is asked for them, which moves no bytes; what is on this machine is read. Of others the size has to do.
    ///
    /// - Parameter digest: gives a digest of the bytes that are to be stored. It is not asked for where the store has their SHA-256.
    func isDamaged(
        _ id: ContentID, _ key: FileKey, _ digest: (DigestKind) async throws -> [UInt8]
    ) async throws -> Bool {
        if let store = files as? any DigestedFileStore {
            guard let given = try await Self.strongestDigest(of: key, in: store) else { return false }
            let isSame =
                given.kind == .sha256
                ? Hexadecimal.text(ofBytes: given.bytes) == id.hexadecimal
                : try await digest(given.kind) == given.bytes
            if isSame { return false }
        } else if !(files is LocalFileStore) {
            return false
        }
        // What differs may be no digest, or the file here may have changed: the bytes themselves decide what is written over.
        do {
            return try await Self.identify(try await files.readChunks(key)).0 != id
        } catch let error as RegistryError where [.corruptData, .notFound].contains(error.code) {
            return true
        }
    }

    private static func strongestDigest(
        of key: FileKey, in store: any DigestedFileStore
    ) async throws -> StoredDigest? {
        do {
            return try await store.digests(of: key).first
        } catch let error as RegistryError where error.code == .accessDenied {
            // S3 asks for the right to decrypt, which who writes need not have.
            return nil
        }
    }
}
