/// How a PLY file stores numbers.
public enum PLYFormat: Hashable, Sendable, CaseIterable {
    /// As text.
    case ascii
    /// As their bytes, least significant first: a third of the size, and faster.
    case binaryLittleEndian
    /// As their bytes, most significant first: read, and for programs that want it.
    case binaryBigEndian

    /// What the header says.
    var name: String {
        switch self {
        case .ascii: "ascii"
        case .binaryLittleEndian: "binary_little_endian"
        case .binaryBigEndian: "binary_big_endian"
        }
    }
}
