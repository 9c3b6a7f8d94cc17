/// What a logger does with a record when its journal has reached its limit because a sink is far behind.
public enum FullJournalPolicy: Hashable, Sendable {
    /// The log call waits until there is room. This is reported.
    case wait
    /// The record is not kept, and counted: ``DeliveryDebt/lost`` and the error of `close` say how many.
    case dropNewest
}
