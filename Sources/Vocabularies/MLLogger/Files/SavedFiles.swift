import Foundation
import RegistryCore
import Synchronization

/// What was saved in this process: it is on its way to the disk, and whoever asks for it waits.
final class SavedFiles: Sendable {
    /// Hashed beside the training, which does not wait for it.
    private let digests = Mutex<[String: Task<String, Never>]>([:])

    /// How long one waits for a file that was saved.
    private static let patience = Duration.seconds(30)

    func note(_ name: String, _ bytes: [UInt8]) {
        let digest = Task.detached(priority: .utility) { SHA256.hexadecimalDigest(of: bytes) }
        digests.withLock { $0[name] = digest }
    }

    func has(_ name: String) -> Bool { digests.withLock { $0[name] != nil } }

    var names: [String] { digests.withLock { Array($0.keys) } }

    /// Returns when the file at a path is what was saved last under a name; at once when nothing was.
    func waitForArrival(of name: String, at path: String) async throws {
        guard let saved = digests.withLock({ $0[name] }) else { return }
        let digest = await saved.value
        let end = ContinuousClock.now + Self.patience
        while true {
            if let data = try? Data(contentsOf: URL(filePath: path)),
                SHA256.hexadecimalDigest(of: [UInt8](data)) == digest
            {
                // From now on it is a file like others.
                digests.withLock { if $0[name] == saved { $0[name] = nil } }
                return
            }
            guard ContinuousClock.now < end else {
                throw RegistryError(.timedOut, "\(name) was saved and has not arrived at \(path) yet.")
            }
            try await Task.sleep(for: .milliseconds(10))
        }
    }
}
