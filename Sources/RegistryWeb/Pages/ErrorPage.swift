import HTTPTypes

/// What a person with a browser sees of an error.
struct ErrorPage: PageContent {
    static let template = "error"

    let frame: Frame
    /// What happened, in a few words.
    let heading: String
    /// What happened, to what, and what to do.
    let detail: String
    /// The status as a number.
    let status: Int
    /// The request's number in the server's log.
    let requestID: String
    /// Where to try again; `nil` when trying again will not help.
    let retryAddress: String?

    init(frame: Frame, problem: Problem, address: String) {
        self.frame = frame
        heading = problem.title
        detail = VisibleText.full(problem.detail)
        status = problem.status.code
        requestID = problem.requestID
        retryAddress = problem.status.kind == .serverError ? address : nil
    }
}
