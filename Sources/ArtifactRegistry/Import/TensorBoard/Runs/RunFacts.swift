import EventFiles
import RegistryCore

/// What a run's events say of the run as a whole.
struct RunFacts {
    /// The most bytes of a group's name.
    private static let longestGroup = 256 << 10

    /// The earliest time of any event.
    private(set) var earliest: WallTime?
    /// The latest time of any event.
    private(set) var latest: WallTime?
    /// The hyperparameters.
    var parameters: [String: Value] { taken.values }
    /// The group of sessions it belongs to; empty for none.
    private(set) var group = ""
    /// How it said that it ended.
    private(set) var ending: (status: RunStatus, time: WallTime?)?

    private var taken = BoundedParameters()

    /// Notes the time of an event.
    mutating func note(_ wallTime: Double) {
        guard let time = EventTime.plausible(wallTime) else { return }
        earliest = min(earliest ?? time, time)
        latest = max(latest ?? time, time)
    }

    /// Notes hyperparameters, and says how many were too many.
    mutating func note(_ start: HParamsSessionStart) -> Int {
        if start.startSeconds != 0 { note(start.startSeconds) }
        ending = nil
        if !start.groupName.isEmpty, start.groupName.utf8.count <= Self.longestGroup { group = start.groupName }
        var refused = 0
        for (name, value) in start.hparams.sorted(by: { $0.key < $1.key }) where !take(name, value) { refused += 1 }
        return refused
    }

    /// Notes how a session ended.
    mutating func note(_ end: HParamsSessionEnd) {
        let time = EventTime.plausible(end.endSeconds)
        switch end.status {
        case .success: ending = (.finished, time)
        case .failure: ending = (.failed, time)
        case .running, .unknown: ending = nil
        }
    }

    private mutating func take(_ name: String, _ hparam: HParamValue) -> Bool {
        let value: Value
        switch hparam {
        case .number(let number): value = .double(number)
        case .bool(let flag): value = .bool(flag)
        case .string(let text): value = .string(text)
        }
        return taken.set(name, value)
    }
}
