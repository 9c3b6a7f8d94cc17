import RegistryCore

extension WallTime {
    /// The time so many seconds later.
    func adding(seconds: Int64) -> WallTime {
        let (milliseconds, overflow) = seconds.multipliedReportingOverflow(by: 1_000)
        let (sum, isTooLarge) = millisecondsSince1970.addingReportingOverflow(milliseconds)
        return overflow || isTooLarge ? self : WallTime(millisecondsSince1970: sum)
    }
}
