/// The numbers by which Aim knows steps and contexts.
enum AimHash {
    private static let numberSalt: Int64 = -7_494_597_716_789_683_807
    private static let listSalt: Int64 = 2_965_039_128_708_897_743
    private static let fieldsSalt: Int64 = -2_435_585_119_574_290_752
    private static let textSalt: Int64 = 7_540_324_813_251_503_183

    /// A step's. Aim takes it as a `double`: steps beyond 2⁵³ that are the same `double` have the same hash, and so have
    /// those that leave the same rest modulo 2⁶¹ − 1.
    static func of(_ step: Int64) -> Int64 {
        let magnitude = Double(step).magnitude
        // At most 2⁶³, which the unsigned number has.
        let rest = Int64(UInt64(magnitude) % (1 << 61 - 1))
        return digest([step < 0 ? -rest : rest], numberSalt)
    }

    /// A text's.
    static func of(_ text: String) -> Int64 { BLAKE2b.digest(Array(text.utf8), salt: UInt64(bitPattern: textSalt)) }

    /// That of a context, whose values are texts.
    static func of(_ context: [String: String]) -> Int64 {
        let pairs = context.map { (of($0.key), of($0.value)) }.sorted { $0.0 < $1.0 }
        return digest(pairs.map { digest([$0.0, $0.1], listSalt) }, fieldsSalt)
    }

    private static func digest(_ numbers: [Int64], _ salt: Int64) -> Int64 {
        var bytes: [UInt8] = []
        for number in numbers { withUnsafeBytes(of: number.littleEndian) { bytes += $0 } }
        return BLAKE2b.digest(bytes, salt: UInt64(bitPattern: salt))
    }
}
