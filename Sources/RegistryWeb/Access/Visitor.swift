/// Who sent the request that is being answered.
struct Visitor: Sendable {
    /// The network address it came from, shortened to what one client can choose freely; see ``ClientContext``.
    let address: String

    /// The token it was let in with; `nil` while the server asks for none, and at addresses that anybody may ask for.
    var token: AccessToken?

    /// Whether it was let in by a browser's session.
    var hasSession = false

    /// The visitor of the request that this task answers.
    @TaskLocal static var current = Visitor(address: "")
}
