import Foundation
import RasterGraphics

/// Pictures that others must be equal to, and where it is shown how they are not.
enum GoldenPictures {
    /// The package's folder.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    /// What differs is written here: the folder that `GOLDEN_OUTPUT` names, or a temporary one.
    static let output =
        ProcessInfo.processInfo.environment["GOLDEN_OUTPUT"].map { URL(filePath: $0) }
        ?? FileManager.default.temporaryDirectory.appending(path: "ChartGallery-\(UUID().uuidString)")

    /// What is wrong with a PNG file beside the committed one; `nil` when all is well.
    ///
    /// - Parameters:
    ///   - tolerance: How far a channel may be off.
    ///   - share: How large a part of the pixels may be off by more.
    ///   - output: Where the pictures go when they differ: the actual one, and the expected one with red where they do.
    static func mismatch(
        of actual: [UInt8], with golden: URL, tolerance: Int = 0, share: Double = 0, output: URL = output
    ) throws -> String? {
        let name = golden.deletingPathExtension().lastPathComponent
        let actualFile = output.appending(path: "\(name)-actual.png")
        let differenceFile = output.appending(path: "\(name)-difference.png")
        let picture = try PNGDecoder().decode(actual)
        guard let data = try? Data(contentsOf: golden) else {
            try write(actual, to: actualFile)
            return "\(golden.path) is missing; the picture that should be there is \(actualFile.path)"
        }
        let expected = try PNGDecoder().decode([UInt8](data))
        guard let comparison = try PictureComparison(picture, with: expected, tolerance: tolerance) else {
            try write(actual, to: actualFile)
            return """
                \(name) has \(picture.width)×\(picture.height) pixels, not \(expected.width)×\(expected.height): \
                \(actualFile.path)
                """
        }
        let pixels = expected.width * expected.height
        guard Double(comparison.countBeyondTolerance) > share * Double(pixels) else { return nil }
        try write(actual, to: actualFile)
        try write(PNGEncoder().encode(comparison.picture), to: differenceFile)
        return """
            \(name): \(comparison.count) of \(pixels) pixels differ, \(comparison.countBeyondTolerance) of them by more \
            than \(tolerance), the most by \(comparison.largest) of 255. See \(actualFile.path) and \
            \(differenceFile.path); `make gallery` writes the pictures anew.
            """
    }

    private static func write(_ bytes: [UInt8], to file: URL) throws {
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
    }
}
