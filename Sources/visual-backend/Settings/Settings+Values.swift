import Logging
import RegistryCore

extension Settings {
    /// The text of a setting that has one at most.
    func text(_ setting: Setting) -> String? { self[setting].values.first }

    /// - Throws: ``RegistryError`` with `invalidArgument` that says where the text stands which is no number from 0 to 65535.
    func port(_ setting: Setting) throws(RegistryError) -> Int {
        try value(setting, "a port, which is a number from 0 to 65535") { text in
            Int(text).flatMap { (0...65_535).contains($0) ? $0 : nil }
        }
    }

    /// - Throws: ``RegistryError`` with `invalidArgument`.
    func isOn(_ setting: Setting) throws(RegistryError) -> Bool {
        try value(setting, "yes or no") { text in
            switch text.lowercased() {
            case "yes", "true", "on", "1": true
            case "no", "false", "off", "0": false
            default: nil
            }
        }
    }

    /// - Throws: ``RegistryError`` with `invalidArgument`.
    func logLevel() throws(RegistryError) -> Logger.Level {
        let names = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
        return try value(.logLevel, "a level: \(names)") { Logger.Level(rawValue: $0.lowercased()) }
    }

    /// - Throws: ``RegistryError`` with `invalidArgument`.
    func logFormat() throws(RegistryError) -> LogFormat {
        try value(.logFormat, "text or json") { LogFormat(rawValue: $0.lowercased()) }
    }

    private func value<Value>(
        _ setting: Setting, _ kind: String, _ read: (String) -> Value?
    ) throws(RegistryError) -> Value {
        let (values, origin) = self[setting]
        let text = values.first ?? ""
        guard let value = read(text) else {
            throw RegistryError(
                .invalidArgument,
                "\(setting.rawValue) (\(origin)) is \(kind); \(TextTable.plain(String(text.prefix(80)))) is not.")
        }
        return value
    }
}
