/// The numbers of a record's kinds.
enum WandBFieldNumber {
    static let history = 2
    static let summary = 3
    static let output = 4
    static let config = 5
    static let files = 6
    static let stats = 7
    static let alert = 10
    static let metric = 12
    static let outputRaw = 13
    static let run = 17
    static let exit = 18
    static let header = 21
    /// The kinds that are told by their number only: artifacts, telemetry, the end, the footer, the environment and more.
    static let others: Set<Int> = [8, 9, 11, 14, 15, 19, 20, 22, 23, 24, 25, 26]
}
