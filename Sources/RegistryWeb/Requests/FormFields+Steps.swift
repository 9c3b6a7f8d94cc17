import RegistryCore

extension FormFields {
    /// The steps from `first` to `last`; all unless said.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for what is no step, and for a last one before the first.
    func steps() throws(RegistryError) -> ClosedRange<Step> {
        let first = try step("first") ?? .min
        let last = try step("last") ?? .max
        guard first <= last else {
            throw RegistryError(.invalidArgument, "The first step, \(first), is beyond the last one, \(last).")
        }
        return first...last
    }

    /// A step; `nil` when none is named.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for what is no step.
    func step(_ name: String) throws(RegistryError) -> Step? {
        guard let text = self[name], !text.isEmpty else { return nil }
        guard let number = Int64(text) else {
            throw RegistryError(.invalidArgument, "\(name) is a step: a whole number.")
        }
        return Step(number)
    }
}
