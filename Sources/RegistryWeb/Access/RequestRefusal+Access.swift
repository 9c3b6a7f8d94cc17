import HTTPTypes

extension RequestRefusal {
    /// No token was sent where one is needed.
    static var noToken: RequestRefusal {
        RequestRefusal(
            .unauthorized,
            "This server answers those who have a token. Send it as: Authorization: Bearer TOKEN. "
                + "With a browser, log in at /login.",
            fields: [.wwwAuthenticate: "Bearer realm=\"visual-backend\""])
    }

    /// A token was sent that is unknown, revoked or expired. Which of these it is, nobody is told.
    static var wrongToken: RequestRefusal {
        RequestRefusal(
            .unauthorized, "The token is not, or no longer, one of this server's.",
            fields: [.wwwAuthenticate: "Bearer realm=\"visual-backend\", error=\"invalid_token\""])
    }

    /// Too many wrong tokens were sent before.
    init(secondsToWait seconds: Int) {
        self.init(
            .tooManyAttempts, "Too many wrong tokens were sent. Try again in \(seconds) seconds.",
            fields: [.retryAfter: "\(seconds)"])
    }
}
