import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import Vocabularies

struct AutoTimmConfigurationTests {
    @Test func `A file says where and what to log`() throws {
        let configuration = try AutoTimmConfiguration(
            yaml: """
                # where
                logger:
                  - backend: tensorboard
                    params: {save_dir: logs/tb, version: v1, default_hp_metric: no}
                  - backend: csv
                    params:
                      save_dir: "logs/csv"
                      version: null
                      flush_logs_every_n_steps: 100
                logging:
                  log_gradient_norm: true
                  predictions_per_epoch: 3
                """)
        #expect(
            configuration.loggers == [
                try LoggerConfig(
                    backend: "tensorboard",
                    params: ["save_dir": "logs/tb", "version": "v1", "default_hp_metric": false]),
                try LoggerConfig(
                    backend: "csv",
                    params: ["save_dir": "logs/csv", "version": .null, "flush_logs_every_n_steps": 100]),
            ])
        #expect(configuration.logging == LoggingConfig(logGradientNorm: true, predictionsPerEpoch: 3))
    }

    @Test func `A file on the disk is read as its text is, and one that is not there, no text or too long is refused`()
        throws
    {
        let folder = try OwnedFolder()
        let path = "\(folder.path)/logging.yaml"
        let text = "logger: [{backend: csv, params: {save_dir: l}}]\n"
        expectError(.notFound) { _ = try AutoTimmConfiguration(path: path) }
        // A file that is there, and whose beginning the system does not read.
        if FileManager.default.fileExists(atPath: "/proc/self/mem") {
            expectError(.unavailable) { _ = try AutoTimmConfiguration(path: "/proc/self/mem") }
        }
        try Data(text.utf8).write(to: URL(filePath: path))
        #expect(try AutoTimmConfiguration(path: path) == AutoTimmConfiguration(yaml: text))
        try Data([0xFF, 0xFE]).write(to: URL(filePath: path))
        expectError(.invalidArgument) { _ = try AutoTimmConfiguration(path: path) }
        try Data((text + String(repeating: "#", count: 300 << 10)).utf8).write(to: URL(filePath: path))
        expectError(.invalidArgument) { _ = try AutoTimmConfiguration(path: path) }
    }

    @Test(arguments: [
        ("logger: [{backend: csv, params: {save_dir: l}}]\nloging: {}", 2, "logging"),
        ("logger:\n- backend: cvs\n  params: {save_dir: l}", 2, "csv"),
        ("logger:\n- backend: csv\n  params:\n    save_dir: l\n    flush_every: 5", 5, "flush_every"),
        ("logger:\n- backend: csv\n  params:\n    save_dir: 5", 4, "save_dir"),
        ("logger:\n- backend: csv\n  params:\n    name: x", 4, "save_dir"),
        ("logger:\n- backend: csv\n  parms: {save_dir: l}", 3, "params"),
        ("logger: 5", 1, "list"), ("logger: []", 1, "at least one"), ("a: 1", 1, "needs logger"),
        ("logger: [{backend: csv, params: {save_dir: l}}]\nlogging:\n  log_gradient_norm: 3", 3, "true or false"),
        ("logger: [{backend: csv, params: {save_dir: l}}]\nlogging:\n  predictions_per_epoch: 0", 3, "1 to 200"),
    ])
    func `What is wrong is said with its line`(text: String, line: Int, word: String) {
        let error = #expect(throws: RegistryError.self) { try AutoTimmConfiguration(yaml: text) }
        #expect(error?.code == .invalidArgument)
        #expect(
            error?.message.hasPrefix("Line \(line): ") == true && error?.message.contains(word) == true,
            "\(error?.message ?? "")")
    }

    private static let place = "[{backend: csv, params: {save_dir: l}}]"

    @Test(arguments: ["loader", "logdir", "login", "loading", "tagging", "loggers", "LOGGERS", "model"])
    func `A block of the training's own is passed over, also where its name is like one of ours`(_ name: String) throws
    {
        let text = "\(name): {workers: 4}\nlogger: \(Self.place)\nlogging: {log_gradient_norm: true}"
        let configuration = try AutoTimmConfiguration(yaml: text)
        #expect(configuration.loggers.count == 1 && configuration.logging.logGradientNorm)
        guard !["loggers", "LOGGERS"].contains(name) else { return }
        // What it is like may be missing.
        #expect(try AutoTimmConfiguration(yaml: "logger: \(Self.place)\n\(name): {workers: 4}").loggers.count == 1)
    }

    @Test(arguments: [
        ("loger: \(place)", "logger"), ("loggers: \(place)", "logger"), ("LOGGER: \(place)", "logger"),
        ("logger: \(place)\nLogging: {}", "logging"), ("logger: \(place)\nloggin: {}", "logging"),
    ])
    func `A name that is one of ours but for a character or its case is refused where that one is missing`(
        text: String, name: String
    ) {
        let error = #expect(throws: RegistryError.self) { try AutoTimmConfiguration(yaml: text) }
        #expect(error?.message.contains("do you mean \(name)?") == true, "\(error?.message ?? "")")
    }

    @Test func `Text that is no YAML, or stands for more than it says, is refused and costs nothing`() {
        var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...20 {
            bomb +=
                "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
                + "]\n"
        }
        let texts = [
            bomb, bomb + "? *a20\n: 1\n", bomb + "*a20 : 1\n", bomb + "? [x, *a20]\n: 1\n", bomb + "{?*a20 : 1}\n",
            bomb + "[*a20]: 1\n", bomb + "?\n- *a20\n: 1\n", bomb + "b: [ *a20 : 1 ]\n", bomb + "b: {{c: *a20}: 1}\n",
            // In braces a name needs no colon.
            bomb + "b: {*a20}\n", bomb + "b: {x, *a20}\n", bomb + "b: {*a20, *a20}\n", bomb + "b: {[*a20], y}\n",
            bomb + "b: {\"[\": 1, {*a20}}\n",
            "a: &a [*a]", "a: *b", "a: [", "a: b: c", "\t- x", "a: 1\na: 2", "? [x]\n: y",
            String(repeating: "[", count: 100_000), String(repeating: "- ", count: 100_000) + "x",
            String(repeating: "{a: ", count: 10_000), String(repeating: "x", count: 300_000),
            (0..<1_000).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n"),
        ]
        let time = ContinuousClock().measure {
            for text in texts {
                #expect(throws: RegistryError.self, "\(text.prefix(40))") { try ConfigurationFile.read(text) }
            }
        }
        #expect(time < .seconds(20))
    }

    @Test(arguments: [
        ("9223372036854775807:0", Value.string("9223372036854775807:0")), ("1:30", "1:30"),
        ("1:1:1:1:1:1:1:1:1:1:1", "1:1:1:1:1:1:1:1:1:1:1"), ("010", 10), ("0o17", 15), ("0x1F", 31), ("0x-1", "0x-1"),
        ("1_000", "1_000"), ("-9223372036854775808", .int(.min)),
        ("9223372036854775808", .double(9_223_372_036_854_775_808)),
        ("1e-3", 0.001), (".5", 0.5), ("1.", 1.0), ("-1.5E+2", -150.0), ("e3", "e3"), (".", "."), ("1e", "1e"),
        ("+-1", "+-1"), ("0x1p3", "0x1p3"), ("inf", "inf"), ("-.Inf", .double(-.infinity)), ("~", .null), ("", .null),
        ("Null", .null), ("yes", true), ("OFF", false), ("yEs", "yEs"), ("2026-01-02", "2026-01-02"),
        ("!!str 5", "5"), ("'5'", "5"), ("\"yes\"", "yes"),
        // What could be taken for an alias, or for the mark that stands for one.
        ("'*x'", "*x"), ("a*b", "a*b"), ("x *y", "x *y"), ("\"\\uE000*\"", "\u{E000}*"), ("\u{E000}", "\u{E000}"),
    ])
    func `A text without quotes is a number or a word of YAML, or itself`(text: String, value: Value) throws {
        guard case .mapping(let entries) = try ConfigurationFile.read("a: \(text)").content,
            case .value(let read)? = entries.first?.value.content
        else {
            Issue.record("The file is no mapping with a value")
            return
        }
        #expect(read == value)
    }

    @Test func `An error shows nothing of the text around it, where a password may stand`() {
        for text in [
            "a: 1\na: 2", "a: {1: x, \"1\": y}", "a: [", "a: b: c", "\t- x", "a: *b", "a: \u{7}", "? [x]\n: y",
        ] {
            let file = "place: http://ada:secret@host\n" + text
            let error = #expect(throws: RegistryError.self) { try ConfigurationFile.read(file) }
            #expect(error?.message.contains("secret") == false)
            #expect(error.map { "\($0)".contains("secret") } == false)
            #expect(error?.message.hasPrefix("Line ") == true, "\(error?.message ?? "")")
        }
    }

    @Test func `Aliases stand for values as before, beside addresses with questions in them`() throws {
        let node = try ConfigurationFile.read("a: &a http://host/?x=1\nb: [*a, *a]\nc: {\"<<\": d, e: *a}")
        guard case .document(let fields) = node.value else {
            Issue.record("The file is no mapping")
            return
        }
        #expect(fields["b"] == ["http://host/?x=1", "http://host/?x=1"])
        #expect(fields["c"] == ["<<": "d", "e": "http://host/?x=1"])
    }

    @Test func `An experiment's file may have more than what is logged, and what it repeats`() throws {
        let configuration = try AutoTimmConfiguration(
            yaml: """
                .common: &common {save_dir: l, name: n}
                x-logger: &other {name: o}
                model: {backbone: resnet18}
                trainer: [1, 2]
                logger:
                  - backend: csv
                    params: {<<: *common, version: 1}
                  - backend: tensorboard
                    params:
                      <<: [*other, *common]
                """)
        #expect(
            configuration.loggers == [
                try LoggerConfig(backend: "csv", params: ["save_dir": "l", "name": "n", "version": 1]),
                try LoggerConfig(backend: "tensorboard", params: ["save_dir": "l", "name": "o"]),
            ])
    }

    @Test(
        arguments: [
            ("<<: *a\ny: 5", ["x": 1, "y": 5]), ("y: 5\n<<: *a", ["y": 5, "x": 1]), ("<<: {z: 7}", ["z": 7]),
            ("<<: [*a, *b]", ["x": 1, "y": 2, "z": 4]), ("<<: [*b, *a]\nz: 6", ["x": 3, "z": 6, "y": 2]),
            ("<<:\n- *b\n- {y: 8}", ["x": 3, "z": 4, "y": 8]), ("<<: *list", ["x": 1, "y": 2, "z": 4]),
            ("<<: *c", ["x": 1, "y": 2, "w": 9]), ("<<: []", [:]), ("'<<': *n", ["<<": 0]),
        ] as [(String, [String: Value])])
    func `Mappings are merged, what stands in one itself wins, and then the earlier one`(
        text: String, fields: [String: Value]
    ) throws {
        let lines = text.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n")
        let node = try ConfigurationFile.read(
            """
            n: &n 0
            a: &a {x: 1, y: 2}
            b: &b {x: 3, z: 4}
            c: &c {<<: *a, w: 9}
            list: &list [*a, *b]
            merged: &merged
            \(lines)
            again: *merged
            """
        ).fields(of: "the file")
        for name in ["merged", "again"] {
            #expect(try node[name]?.fields(of: name).mapValues(\.value) == fields)
        }
    }

    @Test(arguments: [
        ("a: 1\nb:\n  <<: 5", 3), ("a: &a 1\nb:\n  <<: *a", 3), ("a:\n  <<:\n  b: 1", 2),
        ("a: &a {b: 1}\nc: {<<: [*a, 5]}", 2),
        ("a: &a 1\nb:\n  <<:\n  - {c: 1}\n  - *a", 5), ("a: {<<: [[{b: 1}]]}", 1), ("a: &a [5]\nb: 1\nc: {<<: *a}", 3),
    ])
    func `What is no mapping is not merged, which is said with its line`(text: String, line: Int) {
        let error = #expect(throws: RegistryError.self) { try ConfigurationFile.read(text) }
        #expect(error?.code == .invalidArgument)
        #expect(
            error?.message.hasPrefix("Line \(line): << merges a mapping") == true, "\(error?.message ?? "")")
    }

    @Test func `What is merged counts as often as it is merged`() {
        let names = (0..<99).map { "k\($0): 0" }.joined(separator: ", ")
        let text = "a: &a {\(names)}\nb:\n" + Array(repeating: "- {<<: *a}", count: 100).joined(separator: "\n")
        let error = #expect(throws: RegistryError.self) { try ConfigurationFile.read(text) }
        #expect(error?.message.contains("more than \(ConfigurationFile.mostValues) values") == true)
        for text in ["a: &a {<<: *a}", "a: {<<: *b}", "a: &a {b: 1}\nc: {<<: *a, <<: *a}"] {
            #expect(throws: RegistryError.self, "\(text)") { try ConfigurationFile.read(text) }
        }
    }

    @Test(arguments: [
        ("a: 1\nb:\n\tc: 2", 3), ("\t- x", 1), ("a*: \"é\"\r\nb:\r\n\tc: 2", 3), ("- x\n- \tx", 2),
        ("a: &a\n  b: 1\n\tc: 2", 3),
    ])
    func `A tab before a name or a value is called one`(text: String, line: Int) {
        let error = #expect(throws: RegistryError.self) { try ConfigurationFile.read(text) }
        #expect(
            error?.message.hasPrefix("Line \(line): ") == true && error?.message.contains("a tab") == true,
            "\(error?.message ?? "")")
    }

    @Test func `What begins with another character is called no tab`() {
        let error = #expect(throws: RegistryError.self) { try ConfigurationFile.read("a: 1\nb:\t@x") }
        #expect(error?.message.hasPrefix("Line 2: ") == true && error?.message.contains("tab") == false)
    }

    @Test func `An alias stands for what had its name last before it, and a value is no part of itself`() throws {
        let text = "a: &x 1\nb: &y [*x]\nc: &x 2\nd: [*y, *x]\n&k e: &x [*x]\nf: {g: *k, h*: *x}"
        guard case .document(let fields) = try ConfigurationFile.read(text).value else {
            Issue.record("The file is no mapping")
            return
        }
        #expect(fields["d"] == [[1], 2] && fields["e"] == [2] && fields["f"] == ["g": "e", "h*": [2]])
        for text in ["a: &a [*a]", "a: &a {b: *a}", "a: &b *b", "a: &c 1\nb: !!str *c"] {
            #expect(throws: RegistryError.self, "\(text)") { try ConfigurationFile.read(text) }
        }
    }

    @Test(arguments: [("p: u\n\na: {1: x, \"1\": y}", 3), ("a: {x*: 1,\n  'x*': 2}", 1), ("1: x\n0x1: y\n\"1\": z", 1)])
    func `A name is there once, whether it is quoted or not`(text: String, line: Int) {
        let error = #expect(throws: RegistryError.self) { try ConfigurationFile.read(text) }
        #expect(
            error?.message.hasPrefix("Line \(line): ") == true && error?.message.contains("more than once") == true,
            "\(error?.message ?? "")")
    }

    @Test func `A type that a file names is never made: its value is text`() throws {
        let node = try ConfigurationFile.read("a: !!python/object:os.system x")
        guard case .mapping(let entries) = node.content, case .value(let value)? = entries.first?.value.content else {
            Issue.record("The file is no mapping with a value")
            return
        }
        #expect(value == "x")
    }

    @Test(.timeLimit(.minutes(1))) func `A pipe is no file of settings, and its other end is not waited for`() throws {
        let folder = try OwnedFolder()
        try #require(mkfifo(folder.path + "/pipe", 0o600) == 0)
        expectError(.invalidArgument) { _ = try AutoTimmConfiguration(path: folder.path + "/pipe") }
    }
}
