/// Which characters differ in case only.
///
/// Two are the same when the lower case of their upper case is, as far as both are single characters: `ß` and `ẞ` are,
/// `ß` and `ss` are not. The dotless `ı` is left alone, as everywhere outside Turkish.
enum CaseFolding {
    /// Every group of two or more characters that are the same.
    private static let groups: [[UInt32]] = {
        var members: [UInt32: [UInt32]] = [:]
        // No script with two cases lies above these.
        for number in UInt32(0x41)...0x1_EFFF {
            guard let scalar = Unicode.Scalar(number), scalar.properties.changesWhenCaseMapped else { continue }
            members[folded(scalar).value, default: []].append(number)
        }
        // A character that case mapping leaves alone can still be what another one folds to.
        for (key, group) in members where !group.contains(key) { members[key] = group + [key] }
        return members.values.filter { $0.count > 1 }.map { $0.sorted() }
    }()

    private static let groupsByMember: [UInt32: [UInt32]] = {
        var result: [UInt32: [UInt32]] = [:]
        for group in groups {
            for member in group { result[member] = group }
        }
        return result
    }()

    /// All characters that are the same as this one, itself included.
    static func variants(of scalar: Unicode.Scalar) -> ScalarSet {
        ScalarSet((groupsByMember[scalar.value] ?? [scalar.value]).map { $0...$0 })
    }

    /// The set with all variants of its members.
    static func closure(of set: ScalarSet) -> ScalarSet {
        var added: [ClosedRange<UInt32>] = []
        for group in groups where group.contains(where: set.contains) {
            added += group.map { $0...$0 }
        }
        var result = set
        result.insert(added)
        return result
    }

    /// The representative of the characters that are the same as this one.
    static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        if scalar == "\u{131}" { return scalar }
        let upper = single(scalar.properties.uppercaseMapping) ?? scalar
        return single(upper.properties.lowercaseMapping) ?? upper
    }

    private static func single(_ text: String) -> Unicode.Scalar? {
        text.unicodeScalars.count == 1 ? text.unicodeScalars.first : nil
    }
}
