import Foundation
import RegistryCore

/// Text as one segment of an address's path, whatever characters it has.
package enum PathSegment {
    private static let plain = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~")

    /// The text with everything but letters, digits and `-_.~` percent-encoded.
    ///
    /// - Parameter taken: segments that mean something else at the place; text that is one of them has its first
    ///   character encoded, too, which routes tell apart.
    package static func encoded(_ text: String, besides taken: Set<String> = []) -> String {
        if let first = text.utf8.first, taken.contains(text) {
            return "%" + String(first, radix: 16, uppercase: true) + text.dropFirst()
        }
        // Fails for no text that is Unicode, which every String is.
        return text.addingPercentEncoding(withAllowedCharacters: plain) ?? text
    }

    /// The text that a segment stands for.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for a broken percent code, bytes that are not UTF-8, and a NUL.
    static func decoded(_ segment: String) throws(RegistryError) -> String {
        guard let text = segment.removingPercentEncoding, !text.utf8.contains(0) else {
            throw RegistryError(.invalidArgument, "The address's path is not percent-encoded UTF-8 text.")
        }
        return text
    }
}
