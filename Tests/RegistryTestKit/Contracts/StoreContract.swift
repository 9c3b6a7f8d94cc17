public import RegistryCore

/// What every store must do, case by case.
///
/// A store passes when each case ends without an error on a store that is empty and its own. To hold a new store to
/// the contract, run every element of ``cases`` on it:
///
/// ```swift
/// @Test(arguments: StoreContract.cases)
/// func `keeps the contract`(_ promise: StoreContract.Case) async throws { try await promise.check(try await freshStore()) }
/// ```
public enum StoreContract {
    /// One promise.
    public struct Case: Sendable, CustomStringConvertible {
        /// What must hold, as a sentence.
        public let description: String

        /// Throws when it does not hold.
        public let check: @Sendable (any RegistryStore) async throws -> Void

        init(_ description: String, _ check: @escaping @Sendable (any RegistryStore) async throws -> Void) {
            self.description = description
            self.check = check
        }
    }

    /// Every promise of the contract.
    public static let cases: [Case] =
        recordCases + valueCases + sequenceCases + pagingCases + sortCases + filterCases + searchCases + groupCases
        + runCases
        + seriesCases + logCases + concurrencyCases
}
