extension Value {
    /// How a value is shown that stands for all that are equal to it: a whole number where it is one.
    package var countedAsOne: Value {
        guard case .double(let number) = self, let whole = Int64(exactly: number) else { return self }
        return .int(whole)
    }
}
