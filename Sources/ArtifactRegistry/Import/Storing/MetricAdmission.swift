import RegistryCore

/// Which tags of a run, names in its source, become metrics, and the small numbers that they are known by.
///
/// What the registry has already is always taken; new names are taken until there are too many.
struct MetricAdmission {
    /// The series, by number.
    private(set) var series: [SeriesID] = []

    private let run: RunID
    private var known: Set<[UInt8]>
    private var remainingCount: Int
    private var remainingBytes: Int
    /// By the tag's index: the number, `unknown` or `refused`.
    private var numbers: [Int32] = []

    private static let unknown: Int32 = -1
    private static let refused: Int32 = -2

    /// - Parameters:
    ///   - names: the run's metrics that the registry has.
    ///   - most: the most metrics of a run.
    ///   - mostBytes: the most bytes of their names together.
    init(run: RunID, names: some Sequence<String>, most: Int, mostBytes: Int) {
        self.run = run
        known = Set(names.map { Array($0.utf8) })
        remainingCount = most - known.count
        remainingBytes = mostBytes - known.reduce(0) { $0 + $1.count }
    }

    /// The number of a tag's metric; `nil` for one too many.
    mutating func number(ofTag index: Int, named name: @autoclosure () -> String) -> Int? {
        if index >= numbers.count {
            numbers += repeatElement(Self.unknown, count: index + 1 - numbers.count)
        }
        if numbers[index] == Self.unknown { numbers[index] = admit(name()) }
        return numbers[index] == Self.refused ? nil : Int(numbers[index])
    }

    private mutating func admit(_ name: String) -> Int32 {
        if !known.contains(Array(name.utf8)) {
            guard remainingCount > 0, name.utf8.count <= remainingBytes else { return Self.refused }
            remainingCount -= 1
            remainingBytes -= name.utf8.count
        }
        series.append(SeriesID(run: run, metric: name))
        return Int32(series.count - 1)
    }
}
