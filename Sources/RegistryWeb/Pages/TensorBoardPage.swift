/// How the server's TensorBoard is.
struct TensorBoardPage: PageContent {
    static let template = "tensorboard"

    let frame: Frame
    let isStopped: Bool
    let isStarting: Bool
    /// Where it answers, on the server's own machine; `nil` when it does not.
    let address: String?
    /// Its port, for a way there from elsewhere.
    let port: String
    /// Why it does not run; `nil` when nothing went wrong.
    let problem: String?

    init(state: TensorBoardState, frame: Frame) {
        self.frame = frame
        isStopped = state == .stopped
        isStarting = state == .starting
        address = state.address
        if case .running(let port) = state { self.port = "\(port)" } else { port = "" }
        if case .failed(let reason) = state { problem = VisibleText.full(reason) } else { problem = nil }
    }
}
