import Foundation
import RegistryCore
import TrainingLog

/// What a run's readme holds before this process writes to it: on this machine, in the bucket, or as the registry has it.
struct EarlierReadme: Sendable {
    /// What there is for a run that is continued.
    enum Continued {
        /// The run's own text; empty where nothing is.
        case text(String)
        /// The file is there, and another run's.
        case anothers
        /// The registry has a record of it, and its text is nowhere.
        case lost(RegistryError)
    }

    let files: MLFiles

    /// What an earlier logger left on this machine; `nil` for nothing.
    func onDisk() throws(RegistryError) -> String? {
        guard let path = files.logger.filePath(of: files.prefix + MLReadme.fileName) else { return nil }
        let bytes: [UInt8]
        do {
            bytes = try Logger.contents(of: path)
        } catch {
            guard error.code == .notFound else { throw error }
            return nil
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw RegistryError(.corruptData, "Nothing can be written behind \(path): it is no text.")
        }
        return text
    }

    /// What this machine or the bucket has; `nil` for nothing.
    func found() async throws -> String? {
        do {
            return try Self.text(of: try await files.contents(of: MLReadme.fileName))
        } catch let error as RegistryError where error.code == .notFound {
            return nil
        }
    }

    /// What a run has that is continued. The file may be another run's: all runs of a folder share it.
    ///
    /// A file that the registry does not know is taken for this run's: people may have changed it, or the process that wrote it died before the registry
    /// had it.
    ///
    /// - Parameters:
    ///   - own: The newest record of this run's readme; `nil` when there is none.
    ///   - isKnown: Whether the registry has a file of a content's SHA-256.
    func continued(own: FileRecord?, isKnown: @Sendable (String) async throws -> Bool) async throws -> Continued {
        let found: String?
        do {
            found = try await self.found()
        } catch let error as RegistryError where error.code == .corruptData && own != nil {
            // Nobody else's can be read for this run's.
            found = nil
        }
        if let found {
            let digest = SHA256.hexadecimalDigest(of: Array(found.utf8))
            if own?.sha256 == digest { return .text(found) }
            if try await !isKnown(digest) { return .text(found) }
        }
        // As for a run that begins: what it appends stands behind what others of the folder wrote.
        guard let own else { return found == nil ? .text("") : .anothers }
        if let bytes = try files.logger.mediaContents(of: own) { return .text(try Self.text(of: bytes)) }
        return .lost(
            RegistryError(
                .notFound,
                found == nil
                    ? "the registry has a record of it, and the file is neither in the run's folder here nor in a bucket."
                    : "the registry has a record of it, the file is another run's, and its own is not in the folder of media here."
            ))
    }

    private static func text(of bytes: [UInt8]) throws(RegistryError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw RegistryError(.corruptData, "\(MLReadme.fileName) is no text: it is not UTF-8.")
        }
        return text
    }
}
