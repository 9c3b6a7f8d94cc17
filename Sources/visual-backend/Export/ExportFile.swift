import Foundation
import RegistryCore

/// A text file that is written from its beginning to its end, a portion at a time.
final class ExportFile {
    /// So many bytes are written at a time: 256 KiB.
    private static let portion = 1 << 18

    private let url: URL
    private let handle: FileHandle
    private var bytes: [UInt8] = []

    /// - Throws: ``RegistryError`` with `unavailable`.
    init(_ url: URL) throws(RegistryError) {
        self.url = url
        guard FileManager.default.createFile(atPath: url.path, contents: nil),
            let handle = FileHandle(forWritingAtPath: url.path)
        else { throw RegistryError(.unavailable, "The file \(url.path) cannot be made.") }
        self.handle = handle
        bytes.reserveCapacity(Self.portion)
    }

    /// Adds text.
    ///
    /// - Throws: ``RegistryError`` with `unavailable`.
    func write(_ text: String) throws(RegistryError) {
        bytes.append(contentsOf: text.utf8)
        if bytes.count >= Self.portion { try flush() }
    }

    /// Writes what is left, and closes the file.
    ///
    /// - Throws: ``RegistryError`` with `unavailable`.
    func close() throws(RegistryError) {
        try flush()
        do { try handle.close() } catch { throw Self.failure(error, url) }
    }

    private func flush() throws(RegistryError) {
        do { try handle.write(contentsOf: Data(bytes)) } catch { throw Self.failure(error, url) }
        bytes.removeAll(keepingCapacity: true)
    }

    private static func failure(_ error: any Error, _ url: URL) -> RegistryError {
        RegistryError(
            .unavailable, "The file \(url.path) cannot be written: \(error.localizedDescription)", underlying: error)
    }
}
