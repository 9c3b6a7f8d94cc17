/// A part of a whole in percent.
enum ShareText {
    /// "93 %" without decimals. What is not nothing is never written as 0 %, what is not all never as 100 %.
    static func wholePercent(_ part: Int, of whole: Int) -> String {
        guard whole > 0 else { return "–" }
        if part <= 0 { return "0 %" }
        if part >= whole { return "100 %" }
        let percent = Int((Double(part) / Double(whole) * 100).rounded())
        if percent == 0 { return "<1 %" }
        return percent >= 100 ? ">99 %" : "\(percent) %"
    }

    /// "93.4 %" with one decimal. What is not nothing is never written as 0 %, what is not all never as 100 %.
    static func percent(_ part: Int, of whole: Int) -> String {
        guard whole > 0 else { return "–" }
        if part <= 0 { return "0 %" }
        if part >= whole { return "100 %" }
        // In doubles: a thousand times the largest count would not be an integer any more.
        let tenths = Int((Double(part) / Double(whole) * 1_000).rounded())
        if tenths == 0 { return "<0.1 %" }
        if tenths >= 1_000 { return ">99.9 %" }
        return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
    }
}
