public import RegistryCore

/// The original's two searches as filters, for everybody who asks a store for pages of artifacts.
public enum ArtifactSearch {
    /// Artifacts in whose field the pattern is found, case not minded, or whose field is that number.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for a field or pattern that is not one.
    public static func filter(field: String, containing value: String) throws(RegistryError) -> Filter {
        let path = try FieldPath(field)
        let pattern = Filter.field(path, .matches(try Pattern.ignoringCase(value)))
        if let whole = Int64(value) { return .or([pattern, .field(path, .equals(.int(whole)))]) }
        if let number = Double(value) { return .or([pattern, .field(path, .equals(.double(number)))]) }
        return pattern
    }

    /// Artifacts with a metadata key in which the pattern is found, case not minded.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for a pattern that is not one.
    public static func filter(metadataKey pattern: String) throws(RegistryError) -> Filter {
        .field("_metadataKeys", .matches(try Pattern.ignoringCase(pattern)))
    }
}

extension Pattern {
    fileprivate static func ignoringCase(_ source: String) throws(RegistryError) -> Pattern {
        do {
            return try Pattern(source, options: .ignoresCase)
        } catch {
            throw RegistryError(error)
        }
    }
}
