import RegistryCore

extension Run {
    /// Until when the run has gone on, as far as can be told at a time: its end, its last sign of life when it is lost, and this
    /// time while it runs.
    func lastMoment(at now: WallTime) -> WallTime {
        if let endTime { return endTime }
        // The status may be the apparent one already.
        let isGoingOn = status != .lost && apparentStatus(at: now) == .running
        return isGoingOn ? max(now, startTime) : heartbeat ?? startTime
    }
}
