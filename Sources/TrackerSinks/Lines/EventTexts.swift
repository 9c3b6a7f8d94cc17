import EventFiles

/// The texts that an event of TensorBoard's brings.
enum EventTexts {
    /// The texts and what they are shown under, and their step; no texts for an event that cannot be read or brings none.
    static func read(_ bytes: [UInt8]) -> (texts: [(tag: String, text: String)], step: Int64) {
        guard let event = try? EventDecoder.decode(bytes), case .summary(let values) = event.content else {
            return ([], 0)
        }
        let texts = values.compactMap { value -> (tag: String, text: String)? in
            guard case .text(let text)? = try? LoggedValue(value) else { return nil }
            return (value.tag, text.strings.joined(separator: "\n\n"))
        }
        return (texts, event.step)
    }
}
