extension Cost {
    /// One line for another process to read.
    package var line: String {
        let numbers = [seconds, processorSeconds, peakMegabytes] + (calls.map { [$0.median, $0.slowest] } ?? [])
        return "\(count) \(numbers.map { "\($0)" }.joined(separator: " "))"
    }

    /// From what another process printed; `nil` when it is something else.
    package init?(line: some StringProtocol) {
        let words = line.split(whereSeparator: \.isWhitespace)
        let numbers = words.compactMap { Double($0) }.filter(\.isFinite)
        guard words.count == numbers.count, [4, 6].contains(words.count), let count = Int(exactly: numbers[0]) else {
            return nil
        }
        self.init(
            count: count, seconds: numbers[1], processorSeconds: numbers[2], peakMegabytes: numbers[3],
            calls: numbers.count == 6 ? Calls(median: numbers[4], slowest: numbers[5]) : nil)
    }
}
