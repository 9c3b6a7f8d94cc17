import RegistryCore

extension CivilDate {
    /// "Nov 25".
    var monthAndDay: String { "\(monthName) \(day)" }

    /// "Nov".
    var monthName: String { CivilDate.monthNames[min(max(month, 1), 12) - 1] }

    private static let monthNames = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
