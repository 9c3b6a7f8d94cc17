/// Lists of numbers that break charts.
enum AwkwardNumbers {
    private static let tiny = Double.leastNonzeroMagnitude

    static let all: [[Double]] = [
        [], [3], [0], [-2], [5, 5, 5, 5], [0, 0], [.nan, .nan], [.infinity, -.infinity, .nan],
        [-1e308, 1e308, 1.7e308, -1.7e308], [1e308, 1e308], [tiny, tiny * 2_000, tiny * 1e14], [tiny], [-tiny, tiny],
        [0, -1, -5, 3, 10], [1e-300, 1e300], [-3, -1, -2], [1e6, 1e6 + 1e-9], [0, .nan, 1, .infinity, 2],
    ]

    static let longLabel = String(repeating: "Wide 漢字 عربي ", count: 40)
}
