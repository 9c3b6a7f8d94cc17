import Synchronization
import TrainingLog

/// A sign that something goes on, on the terminal, with its start and its end in the log. Nothing is drawn when standard error is no
/// terminal.
///
/// It stops when it is let go, at the latest.
public final class LavdSpinner: Sendable {
    private final class Line: LiveLine {
        private let name: String
        private static let frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"]

        init(name: String) { self.name = TextWidth.plain(name) }

        func text(columns: Int, frame: Int) -> String {
            let count = Self.frames.count
            return TextWidth.cut("\(Self.frames[(frame % count + count) % count]) \(name)", to: columns)
        }
    }

    private let owner: LavdLogger
    private let name: String
    private let text: String
    private let current = Mutex<(line: Line, phase: LavdPhase)?>(nil)

    init(_ owner: LavdLogger, _ name: String, text: String?) {
        self.owner = owner
        self.name = name
        self.text = text ?? owner.prefix.before(name)
    }

    deinit { stop() }

    /// Begins to turn; one that turns goes on.
    public func start() {
        guard owner.isEnabled else { return }
        let line = current.withLock { current -> Line? in
            guard current == nil else { return nil }
            let line = Line(name: text)
            current = (line, LavdPhase(owner, name, from: .spinnerStart, to: .spinnerEnd))
            return line
        }
        if let line { owner.console.add(line) }
    }

    /// Is gone from the terminal, and logs how long it took.
    public func stop() {
        let stopped = current.withLock { current in
            defer { current = nil }
            return current
        }
        guard let stopped else { return }
        owner.console.remove(stopped.line)
        stopped.phase.finish()
    }
}
