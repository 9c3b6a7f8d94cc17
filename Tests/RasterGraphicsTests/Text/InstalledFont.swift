import Foundation

@testable import RasterGraphics

/// The font that tests draw with: any of the usual ones.
enum InstalledFont {
    static let path = WellKnownFonts.sans.first { FileManager.default.isReadableFile(atPath: $0) }
}
