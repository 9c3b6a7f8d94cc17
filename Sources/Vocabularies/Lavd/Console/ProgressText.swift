/// How a bar of progress is shown.
enum ProgressText {
    /// `Train:  33%|███▍      | 1/3 [00:01<00:02, 0.99 it/s]`; without a total `Train: 12 [00:03, 4.00 it/s]`.
    ///
    /// - Parameters:
    ///   - count: How much is done.
    ///   - total: How much there is to do; `nil` when nobody knows.
    ///   - elapsed: How long it has taken.
    ///   - columns: The room there is; the bar takes what is left, at least 10.
    static func line(name: String, count: Int, total: Int?, elapsed: Duration, columns: Int) -> String {
        let seconds = seconds(elapsed)
        let rate = seconds > 0 && count > 0 ? Double(count) / seconds : nil
        let speed = rate.map(Self.rate) ?? "? it/s"
        guard let total, total > 0 else {
            return TextWidth.cut("\(name): \(count) [\(duration(elapsed)), \(speed)]", to: columns)
        }
        // More than there was to do is all of it, and is counted on.
        let part = min(max(Double(count) / Double(total), 0), 1)
        let remaining = rate.map { duration(.seconds(min(Double(max(0, total - count)) / $0, 1e9))) } ?? "?"
        let percent = String(Int(part * 100))
        let head = "\(name): \(String(repeating: " ", count: 3 - percent.count))\(percent)%|"
        let tail = "| \(count)/\(total) [\(duration(elapsed))<\(remaining), \(speed)]"
        let room = columns - TextWidth.columns(of: head) - TextWidth.columns(of: tail)
        return TextWidth.cut(head + bar(part, width: min(max(10, room), 60)) + tail, to: columns)
    }

    /// `00:05`, from an hour on `1:00:05`; with hours always `00:00:05`.
    static func duration(_ duration: Duration, hasHours: Bool = false) -> String {
        let seconds = max(0, duration.components.seconds)
        let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60)
        let clock = "\(twoDigits(minutes)):\(twoDigits(seconds % 60))"
        if hasHours { return "\(twoDigits(hours)):\(clock)" }
        return hours > 0 ? "\(hours):\(clock)" : clock
    }

    /// A bar in eighths of a character.
    static func bar(_ part: Double, width: Int) -> String {
        let eighths = Int((part * Double(width * 8)).rounded(.down))
        let full = eighths / 8
        let rest = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
        return String(repeating: "█", count: full) + rest
            + String(repeating: " ", count: width - full - (rest.isEmpty ? 0 : 1))
    }

    /// How fast it goes; what is slower than one a second is said by its seconds.
    private static func rate(_ rate: Double) -> String {
        rate >= 1 ? "\(DecimalText.text(rate, digits: 2)) it/s" : "\(DecimalText.text(1 / rate, digits: 2)) s/it"
    }

    private static func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
    }

    private static func twoDigits(_ number: Int64) -> String { number < 10 ? "0\(number)" : String(number) }
}
