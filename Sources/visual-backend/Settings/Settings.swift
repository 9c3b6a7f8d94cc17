import Foundation
import RegistryCore

/// What is set, and where: a flag goes before a variable of the environment, that before the file, that before the default.
struct Settings {
    private let flags: [Setting: [String]]
    private let environment: [String: String]
    private let file: SettingsFile?

    /// - Parameters:
    ///   - flags: what the command line says.
    ///   - configuration: the file's path, if the command line names one.
    /// - Throws: ``RegistryError`` as ``SettingsFile/init(path:)``.
    init(
        flags: [Setting: [String]], configuration: String?, environment: [String: String]
    ) throws(RegistryError) {
        self.flags = flags.filter { !$0.value.isEmpty }
        self.environment = environment.filter { !$0.value.isEmpty }
        let named = configuration ?? self.environment["LOGGERANDVIEWER_CONFIG"]
        file = try named.map { path throws(RegistryError) in try SettingsFile(path: path) }
    }

    /// A setting's values, several only for one that is repeated, and where they come from. Several lines of the file are
    /// named by the first.
    subscript(setting: Setting) -> (values: [String], origin: SettingOrigin) {
        if let values = flags[setting] { return (values, .flag(setting.rawValue)) }
        if let text = environment[setting.variable] {
            let values = setting.isRepeated ? text.split(separator: ",").map(String.init) : [text]
            return (values, .variable(setting.variable))
        }
        if let file, let entries = file.entries[setting], let first = entries.first {
            return (entries.map(\.value), .file(file.path, line: first.line))
        }
        return (setting.standard.map { [$0] } ?? [], .standard)
    }

    /// The variables that begin as settings do and are none: each with the one that is probably meant.
    var strangeVariables: [String] {
        let known = Setting.allCases.map(\.variable)
        return environment.keys.filter {
            $0.hasPrefix(Setting.variablePrefix) && !known.contains($0) && !Setting.otherVariables.contains($0)
        }.sorted().map { name in
            "The variable \(name) sets nothing."
                + (NearestName.of(name, among: known).map { " Is \($0) meant?" } ?? "")
        }
    }

    /// All settings with their values and where these come from, a line for each; secrets are stars.
    var listing: String {
        let rows = Setting.allCases.map { setting in
            let (values, origin) = self[setting]
            let shown = setting == .store ? values.map { StoreURLText(text: $0).masked } : values
            let value = shown.isEmpty ? "-" : shown.joined(separator: ", ")
            return [setting.rawValue, TextTable.plain(value), TextTable.plain(origin.description)]
        }
        let widths = (0..<2).map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            zip(row, widths + [0]).map { $0.padding(toLength: max($0.count, $1), withPad: " ", startingAt: 0) }
                .joined(separator: "  ")
        }.joined(separator: "\n")
    }
}
