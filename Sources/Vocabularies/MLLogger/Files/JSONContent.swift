import Foundation
import RegistryCore
import TrainingLog

/// JSON that was saved, read again.
enum JSONContent {
    /// - Throws: ``RegistryError`` with `corruptData`, which names the file.
    static func decode<Content: Decodable>(
        _ type: Content.Type, _ bytes: [UInt8], of name: String
    ) throws(RegistryError) -> Content {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        do {
            return try decoder.decode(type, from: Data(bytes))
        } catch {
            throw RegistryError(
                .corruptData,
                "\(GivenName.shown(name)) holds no \(type) as JSON: \(CodingFault.text(of: error) ?? "\(error)")",
                underlying: error)
        }
    }
}
