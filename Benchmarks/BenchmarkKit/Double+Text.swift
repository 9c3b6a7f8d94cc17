extension Double {
    /// As a whole number, with commas between thousands.
    package var grouped: String {
        guard let whole = Int(exactly: rounded()) else { return "\(self)" }
        var rest = String(whole.magnitude)[...]
        var groups: [Substring] = []
        while rest.count > 3 {
            groups.insert(rest.suffix(3), at: 0)
            rest = rest.dropLast(3)
        }
        return (whole < 0 ? "-" : "") + ([rest] + groups).joined(separator: ",")
    }

    /// With two digits behind the point; from 100 on as a whole number, because nothing is measured more exactly.
    package var short: String {
        guard let hundredths = Int(exactly: (magnitude * 100).rounded()), hundredths < 10_000 else { return grouped }
        let digits = String(100 + hundredths % 100).dropFirst()
        return "\(self < 0 && hundredths > 0 ? "-" : "")\(hundredths / 100).\(digits)"
    }
}
