/// What has not reached the sinks of a logger that was closed; the cause of the error that `close` throws.
public struct DeliverySummary: Error, CustomStringConvertible {
    /// One for each sink that something has not reached.
    public let debts: [DeliveryDebt]

    /// One sentence for each.
    public var description: String { debts.map(\.sentence).joined(separator: " ") }
}
