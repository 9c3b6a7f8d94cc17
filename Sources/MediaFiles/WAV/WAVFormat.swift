/// How a WAV file stores a sample.
public enum WAVFormat: Hashable, Sendable, CaseIterable {
    /// Whole numbers of 16 bits: what everything plays.
    case pcm16
    /// Whole numbers of 24 bits.
    case pcm24
    /// Whole numbers of 32 bits, of which a `Float` fills 24.
    case pcm32
    /// Floating point of 32 bits: nothing is rounded or clipped.
    case float32

    /// Bytes a sample.
    var size: Int {
        switch self {
        case .pcm16: 2
        case .pcm24: 3
        case .pcm32, .float32: 4
        }
    }

    /// The number of the form in the file: PCM or IEEE float.
    var tag: UInt16 { self == .float32 ? 3 : 1 }
}
