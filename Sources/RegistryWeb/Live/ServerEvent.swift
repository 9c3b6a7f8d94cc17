import RegistryCore

/// One event of a stream, as browsers and other clients of server-sent events read it.
struct ServerEvent: Sendable {
    /// What kind it is: the name that clients listen for.
    let kind: String
    /// From where a client goes on that has seen this event.
    let position: String
    let data: Document
    /// The event on the wire. JSON has no line breaks of its own, so the data is one line.
    let text: String

    init(kind: String, position: String, data: Document) {
        self.kind = kind
        self.position = position
        self.data = data
        // Once for all clients that get it.
        text = "event: \(kind)\nid: \(position)\ndata: \(Value.document(data).json())\n\n"
    }

    /// What is sent when nothing happens: a comment, which no client takes for an event.
    static let heartbeat = ":\n\n"

    /// What is sent when the store does not answer, so that nobody takes what is shown for what is: since how many seconds. Without
    /// an id: a client goes on behind the last one that it has.
    static func stale(seconds: Int64) -> String { "event: stale\ndata: {\"seconds\":\(seconds)}\n\n" }

    /// What is sent when the store answers again.
    static let fresh = "event: fresh\ndata: {}\n\n"

    /// What a stream begins with: after how many milliseconds a browser that lost it comes back.
    static let beginning = "retry: 2000\n\n"
}
