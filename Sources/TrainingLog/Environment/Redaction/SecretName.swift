/// Tells names of secrets (`DB_PASSWORD`, `apiKey`, `--auth-token`) from names of other things (`max_tokens`, `sort_key`).
///
/// Training code is full of tokens that are pieces of text. A `token` is taken for a secret unless the words beside it
/// say which piece of text, or what about it, is meant.
package enum SecretName {
    /// Whether what is called this is likely a secret: in a program, a setting, or a command line.
    static func isSecret(_ name: some Sequence<UInt8>) -> Bool { isSecret(words: words(of: name)) }

    /// Whether what is called this is likely a secret.
    static func isSecret(_ name: String) -> Bool { isSecret(name.utf8) }

    /// The same for environment variables and options, where a name that could be a secret's is taken for one: there a
    /// value that is left out costs little.
    package static func mayBeSecret(_ name: String) -> Bool {
        let words = words(of: name.utf8)
        if isSecret(words: words) || words == ["key"] { return true }
        guard words.count > 1, let last = words.last else { return false }
        return ["auth", "cred", "creds", "dsn", "key", "pass", "pat", "pin", "pwd", "salt"].contains(last)
    }

    /// The words of a name, in lower case and without numbers at their ends: `APIKey2` is `api`, `key`.
    static func words(of name: some Sequence<UInt8>) -> [String] {
        var words: [String] = []
        var word: [UInt8] = []
        var previousIsLower = false
        func finish() {
            while let last = word.last, ByteClass.isDigit(last), word.count > 1 { word.removeLast() }
            if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
            word = []
        }
        var upperRun = 0
        for byte in name {
            guard ByteClass.isAlphanumeric(byte) else {
                finish()
                (previousIsLower, upperRun) = (false, 0)
                continue
            }
            if ByteClass.isUpper(byte) {
                if previousIsLower { finish() }
                upperRun += 1
                word.append(byte | 0x20)
            } else {
                // `APIKey`: the last of several capitals begins the next word.
                if ByteClass.isLower(byte), upperRun > 1, let capital = word.popLast() {
                    finish()
                    word = [capital]
                }
                upperRun = 0
                word.append(byte)
            }
            previousIsLower = !ByteClass.isUpper(byte)
        }
        finish()
        return words
    }

    private static func isSecret(words: [String]) -> Bool {
        for (index, word) in words.enumerated() {
            let previous = index > 0 ? words[index - 1] : ""
            let next = index + 1 < words.count ? words[index + 1] : ""
            if alwaysSecret.contains(word) || endings.contains(where: { word.count > $0.count && word.hasSuffix($0) }) {
                return true
            }
            switch word {
            case "token": if !textBefore.contains(previous) && !textAfter.contains(next) { return true }
            case "key", "keys": if keyOwners.contains(previous) { return true }
            case "pwd": if words.count > 1 { return true }
            case "pass": if passOwners.contains(previous) { return true }
            case "signature": if previous == "amz" { return true }
            default: break
            }
        }
        return false
    }

    private static let alwaysSecret: Set<String> = [
        "authorization", "cookie", "cookies", "credential", "credentials", "passcode", "passphrase", "passwd",
        "password",
        "passwords", "secret", "secrets",
    ]
    private static let endings =
        ["apikey", "accesskey", "privatekey", "passwd", "password", "secret", "secretkey", "token"]
        + ["apikeys"]
    private static let keyOwners: Set<String> = [
        "access", "account", "anthropic", "api", "app", "auth", "aws", "azure", "client", "comet", "deploy",
        "encryption",
        "gcp", "hf", "license", "master", "neptune", "openai", "private", "secret", "service", "session", "shared",
        "signing", "ssh", "storage", "stripe", "wandb",
    ]
    private static let passOwners: Set<String> = [
        "admin", "db", "email", "ftp", "http", "mail", "mongo", "mysql", "postgres", "proxy", "redis", "root", "smtp",
        "ssh", "user",
    ]
    private static let textBefore: Set<String> = [
        "additional", "bos", "class", "cls", "cur", "current", "decoder", "encoder", "end", "eos", "eot", "first",
        "image",
        "input", "last", "mask", "max", "min", "new", "next", "num", "output", "pad", "padding", "per", "prefix",
        "prev",
        "previous", "sep", "special", "start", "stop", "suffix", "target", "text", "unk", "unknown", "word",
    ]
    private static let textAfter: Set<String> = [
        "accuracy", "batch", "budget", "classification", "count", "counts", "dim", "dropout", "embedding", "embeddings",
        "id", "ids", "idx", "index", "indices", "len", "length", "level", "limit", "list", "loss", "map", "mask", "num",
        "position", "positions", "probs", "rate", "size", "span", "type", "types", "usage", "weights", "window",
    ]
}
