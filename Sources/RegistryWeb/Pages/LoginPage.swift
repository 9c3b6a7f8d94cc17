/// The page that asks for a token.
struct LoginPage: PageContent {
    static let template = "login"

    let frame: Frame
    /// The address to go to afterwards, one of this server's.
    let next: String
    /// Why the token was refused; `nil` when none was given yet.
    let problem: String?
}
