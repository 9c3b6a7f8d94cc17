/// One thing that somebody hostile sends, and what must not come of it.
struct Attack: Sendable {
    /// Which class of Documentation/ThreatModel.md it belongs to.
    let kind: String
    /// What is sent, in a few words.
    let name: String
    /// The bytes that are sent over a connection of their own.
    let request: String
    /// How many times it is sent. All answers are looked at, each by itself, and the last once more by ``last``.
    var times = 1
    /// What went wrong, by an answer; `nil` when the attack was withstood.
    let fault: @Sendable (AttackAnswer) -> String?
    /// What went wrong, by the last of several answers.
    var last: @Sendable (AttackAnswer) -> String? = { _ in nil }
}

/// What came back over a connection until the server closed it.
struct AttackAnswer: Sendable {
    let text: String
    /// Whether the connection was still open when the patience was over.
    let isOpen: Bool

    /// The status; `nil` when nothing came that has one.
    var status: Int? {
        guard text.hasPrefix("HTTP/1.") else { return nil }
        return Int(text.dropFirst(9).prefix(3))
    }

    /// What went wrong unless the status is one of those, or the connection was closed without a word.
    func unless(_ statuses: Int...) -> String? {
        if isOpen { return "the connection is still open" }
        guard let status else { return text.isEmpty ? nil : "the answer is none of HTTP" }
        return statuses.contains(status) ? nil : "the answer is \(status)"
    }

    /// What went wrong if a text is in the answer.
    func showing(_ text: String) -> String? {
        self.text.contains(text) ? "the answer shows \(text.debugDescription)" : nil
    }
}
