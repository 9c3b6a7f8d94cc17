import Foundation
import Testing

/// Finds the programs that were built with the tests.
enum BuiltProgram {
    /// The program of a name; it lies where the tests do.
    static func url(_ name: String) throws -> URL {
        let places = [Bundle.main.bundleURL, Bundle.main.executableURL?.deletingLastPathComponent()].compactMap(\.self)
        let candidates = places.flatMap { place in
            [place.appending(path: name), place.deletingLastPathComponent().appending(path: name)]
        }
        return try #require(
            candidates.first { FileManager.default.isExecutableFile(atPath: $0.path(percentEncoded: false)) })
    }
}
