/// Text from outside that goes into a message: short, and on one line.
package enum ShownText {
    package static func of(_ text: String, atMost count: Int = 120) -> String {
        let scalars = text.unicodeScalars.prefix(count).map { scalar -> Unicode.Scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse:
                "\u{FFFD}"
            default: scalar
            }
        }
        var shown = String(String.UnicodeScalarView(scalars))
        if text.unicodeScalars.count > count { shown += "…" }
        return shown
    }
}
