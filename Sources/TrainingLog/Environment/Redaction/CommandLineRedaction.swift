/// Takes secrets out of a command line.
///
/// A value without a name (`mysql -phunter2`) is not known to be one.
enum CommandLineRedaction {
    /// The arguments without their secrets: values of options with names like `--password`, whether after `=` or as the
    /// next argument, and whatever ``SecretRedaction`` finds in each.
    static func redact(_ arguments: [String]) -> [String] {
        var result: [String] = []
        var isValueOfSecret = false
        for argument in arguments {
            if isValueOfSecret, !argument.hasPrefix("--") {
                result.append(String(decoding: SecretRedaction.mark, as: UTF8.self))
                isValueOfSecret = false
                continue
            }
            let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let isOption = argument.hasPrefix("-")
            let name = String(parts[0])
            let isSecret = isOption ? SecretName.mayBeSecret(name) : SecretName.isSecret(name)
            if parts.count == 2, isSecret {
                result.append("\(name)=\(String(decoding: SecretRedaction.mark, as: UTF8.self))")
            } else {
                result.append(SecretRedaction.redact(argument))
            }
            isValueOfSecret = isOption && parts.count == 1 && isSecret
        }
        return result
    }
}
