/// How a large file is cut: S3 takes at most 10,000 parts.
struct PartSizes: Sendable {
    static let mostParts = 10_000
    private let first: Int
    private let size: Int64?

    /// - Parameters:
    ///   - smallest: what was asked for.
    ///   - size: of the file; `nil` when it is not known.
    ///   - mark: so many bytes are added to each part, so that it is seen for what it was sent.
    init(smallest: Int, size: Int64?, mark: Int = 0) {
        self.size = size
        guard let size else {
            first = smallest + mark
            return
        }
        let mebibyte: Int64 = 1 << 20
        let needed = (size / Int64(Self.mostParts - 1) / mebibyte + 1) * mebibyte
        first = (size <= Int64(smallest) * Int64(Self.mostParts) ? smallest : Int(max(Int64(smallest), needed))) + mark
    }

    /// The size of a part, counted from 1. Of a file whose size is not known, each thousand is twice as large as the one before, so
    /// that 8 MiB reach for 8 TiB.
    func size(of number: Int) -> Int {
        size == nil ? first << min((number - 1) / 1_000, 9) : first
    }
}
