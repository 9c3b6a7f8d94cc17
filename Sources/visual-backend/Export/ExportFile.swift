import FileFaults
import Foundation
import RegistryCore

/// A text file that is written from its beginning to its end, a portion at a time, and is there when it is whole. One that is let go
/// before it was closed leaves nothing.
final class ExportFile {
    /// So many bytes are written at a time: 256 KiB.
    private static let portion = 1 << 18

    private let url: URL
    private let part: PartFile
    private var bytes: [UInt8] = []

    /// - Throws: ``RegistryError`` with `unavailable`.
    init(_ url: URL) throws(RegistryError) {
        self.url = url
        part = try PartFile(url.path)
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
        try part.finish(replacing: false)
    }

    private func flush() throws(RegistryError) {
        do { try part.handle.write(contentsOf: Data(bytes)) } catch { throw Self.failure(error, url) }
        bytes.removeAll(keepingCapacity: true)
    }

    private static func failure(_ error: any Error, _ url: URL) -> RegistryError {
        RegistryError(
            .unavailable, "The file \(url.path) cannot be written: \(FileFault.text(of: error))", underlying: error)
    }
}
