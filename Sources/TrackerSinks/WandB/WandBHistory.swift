import RegistryCore
import TrackerFiles

/// The row of the history that is being collected: W&B wants one for each step, with all numbers of it.
struct WandBHistory {
    private var items: [WandBItem] = []
    private var step = Step(0)
    private var time = WallTime(millisecondsSince1970: 0)

    /// The most items of a row.
    private static let mostItems = 10_000

    /// Adds to the row, whose step must be this one unless it is empty.
    mutating func add(_ new: [WandBItem], step: Step, time: WallTime) {
        items += new
        self.step = step
        self.time = time
    }

    /// The row as a record, unless it is of a step and not too long; `nil` when there is none.
    mutating func take(unless step: Step?, since start: WallTime) -> WandBRecord? {
        guard !items.isEmpty, step != self.step || items.count >= Self.mostItems else { return nil }
        let seconds = time.secondsSince1970
        let own: [(String, WandBValue)] = [
            ("_step", .int(self.step.rawValue)), ("_runtime", .double(seconds - start.secondsSince1970)),
            ("_timestamp", .double(seconds)),
        ]
        let row = WandBRecord.history(
            items + own.map { WandBItem(path: [$0.0], value: $0.1) }, step: self.step.rawValue)
        items = []
        return row
    }
}
