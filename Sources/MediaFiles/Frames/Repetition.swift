/// How often an animation is shown.
public enum Repetition: Hashable, Sendable {
    /// Again and again.
    case forever
    /// So many times, 1 to 65,536.
    case times(Int)

    /// - Throws: `MediaError` with `invalidArgument` for a number out of range.
    func check() throws(MediaError) {
        guard case .times(let count) = self, !(1...65_536).contains(count) else { return }
        throw MediaError(.invalidArgument, "an animation is shown 1 to 65536 times, or forever, not \(count) times")
    }
}
