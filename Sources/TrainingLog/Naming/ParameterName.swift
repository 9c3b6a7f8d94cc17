package import RegistryCore

/// What holds for the names of parameters that are logged, which else may be anything.
///
/// Conditions, columns and charts name a parameter by at most ``longest`` bytes, and a control character is seen in none of them. What journals
/// and other trackers' runs have is not looked at: nothing of theirs is lost by it.
package enum ParameterName {
    /// The most bytes of a name.
    package static let longest = 1_024

    /// - Throws: ``RegistryError`` with `invalidArgument` for a name that is too long, or has a control character.
    package static func check(_ name: String) throws(RegistryError) {
        guard name.utf8.count <= longest else {
            throw RegistryError(
                .invalidArgument,
                "A parameter's name has at most \(longest) bytes; \(GivenName.shown(name)) has \(name.utf8.count).")
        }
        guard let control = GivenName.control(in: name) else { return }
        throw RegistryError(
            .invalidArgument,
            "A parameter's name has no control characters; \(GivenName.shown(name)) has \(control). Leave it out.")
    }

    /// What is left of values by their names when those are taken out whose names are none.
    ///
    /// - Returns: What is left, and what has to be told; `nil` for nothing.
    static func admitted(_ values: [String: Value]) -> (values: [String: Value], refusal: RegistryError?) {
        var values = values
        var refusals: [RegistryError] = []
        // In order, so that the one that is told is the same in every process.
        for name in values.keys.sorted() {
            do throws(RegistryError) {
                try check(name)
            } catch {
                refusals.append(error)
                values[name] = nil
            }
        }
        guard let first = refusals.first, refusals.count > 1 else { return (values, refusals.first) }
        let message = "\(first.message) \(refusals.count - 1) more of the parameters have no better names."
        return (values, RegistryError(first.code, message))
    }
}
