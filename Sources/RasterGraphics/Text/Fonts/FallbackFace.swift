import Synchronization

/// A face for characters that others lack. Its file, which may have many megabytes, is read when it is first asked.
final class FallbackFace: Sendable {
    private enum State {
        case unread
        case missing
        case read(FontFace)
    }

    let path: String
    private let state = Mutex(State.unread)

    init(path: String) { self.path = path }

    /// All of them, in the order they are asked.
    static let wellKnown = WellKnownFonts.fallbacks.map(FallbackFace.init)

    /// The face; `nil` when there is no such file, or it is no font.
    var face: FontFace? {
        state.withLock { state in
            if case .unread = state {
                let read = try? FontFace(FontFile(FontFamily.read(path), path: path))
                state = read.map(State.read) ?? .missing
            }
            guard case .read(let face) = state else { return nil }
            return face
        }
    }
}
