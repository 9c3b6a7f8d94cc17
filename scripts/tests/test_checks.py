"""The checks are checked: each rule is broken once, and the check must say so."""

import contextlib
import importlib.util
import io
import pathlib
import sys
import tempfile
import unittest

SCRIPTS = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(SCRIPTS))


def load(name):
    """A script as a module; a hyphen in its name keeps it from being imported the usual way."""
    specification = importlib.util.spec_from_file_location(name.replace("-", "_"), SCRIPTS / f"{name}.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


layers = load("check-layers")
readme = load("check-readme")
tasks = load("check-tasks")
threats = load("check-threats")
swift_source = load("swift_source")


def target(name, *dependencies, kind="regular", path=None):
    return {
        "name": name, "type": kind, "path": path, "dependencies": [{"byName": [each, None]} for each in dependencies],
    }


class TargetTable(unittest.TestCase):
    def test_rows_become_layers(self):
        table = "# A\n\n| layer | target | holds |\n|---|---|---|\n| 0 | `C` | c |\n| test | `Kit` | k |\n\n| x | y | z |\n"
        self.assertEqual(layers.read_table(table), ({"C": 0, "Kit": "test"}, []))

    def test_a_bad_row_is_named(self):
        header = "| layer | target | holds |\n|---|---|---|\n"
        for row in ("| 1 | A | no code |", "| one | `A` | word |", "| 1 | `A` | |"):
            self.assertEqual(len(layers.read_table(header + row)[1]), 1, row)
        self.assertEqual(len(layers.read_table(header + "| 1 | `A` | a |\n| 2 | `A` | a |")[1]), 1)

    def test_a_missing_table_is_a_problem(self):
        self.assertEqual(len(layers.read_table("# Architecture\n")[1]), 1)


class Targets(unittest.TestCase):
    def test_lower_layers_and_test_targets_may_be_used(self):
        targets = [target("A"), target("B", "A"), target("Kit", "B"), target("BTests", "B", "Kit", kind="test")]
        self.assertEqual(layers.check_targets(targets, {"A": 1, "B": 2, "Kit": "test"}), [])

    def test_higher_and_equal_layers_and_the_test_kit_may_not_be_used(self):
        for row in ({"A": 1, "B": 1}, {"A": 2, "B": 1}, {"A": "test", "B": 7}):
            problems = layers.check_targets([target("A"), target("B", "A")], row)
            self.assertEqual(len(problems), 1, row)
            self.assertIn("B (layer", problems[0])

    def test_c_targets_may_wrap_system_libraries(self):
        targets = [target("CSystem", kind="system"), target("CWrap", "CSystem")]
        self.assertEqual(layers.check_targets(targets, {"CSystem": 0, "CWrap": 0}), [])

    def test_targets_and_rows_match_both_ways(self):
        self.assertEqual(len(layers.check_targets([target("A")], {"B": 1})), 2)


class Imports(unittest.TestCase):
    def problems(self, source, declared=(), path="Sources/T/File.swift", name="T"):
        code = swift_source.without_comments_and_strings(source)
        rows = {"CMongoC": 0, "MongoStorage": 3}
        return layers.check_file(pathlib.PurePath(path), code, name, set(declared), rows)[0]

    def test_declared_and_standard_imports_pass(self):
        self.assertEqual(self.problems("public import Foundation\n@testable import A\nimport struct B.C", {"A", "B"}), [])

    def test_every_form_of_an_undeclared_import_is_found(self):
        for source in (
            "import A", "public import A", "@preconcurrency import A", "@_spi(X) internal import struct A.B",
            "#if X\n    import A\n#endif",
        ):
            self.assertEqual(len(self.problems(source)), 1, source)

    def test_comments_and_strings_import_nothing(self):
        for source in (
            "// import A", "/* /* */\nimport A\n*/", 'let s = """\nimport A\n"""', 'let s = #"""\n"""\nimport A\n"""#',
            "let x = important", 'let s = "\\("nested \\(1) //")"\n// import A',
        ):
            self.assertEqual(self.problems(source), [], source)

    def test_code_behind_strings_and_comments_is_still_read(self):
        for source in ('let s = "//"\nimport A', 'let s = "\\""\nimport A', "/* */ import A", '"""\n//"""\nimport A'):
            self.assertEqual(len(self.problems(source)), 1, source)

    def test_c_is_imported_in_bridges_only_and_mongo_by_its_store_only(self):
        self.assertEqual(self.problems("import CMongoC", {"CMongoC"}, "S/Bridge/F.swift", "MongoStorage"), [])
        self.assertEqual(len(self.problems("import CMongoC", {"CMongoC"}, "S/F.swift", "MongoStorage")), 1)
        self.assertEqual(len(self.problems("import CMongoC", {"CMongoC"}, "S/Bridge/F.swift", "Other")), 1)

    def test_unchecked_things_stand_in_bridges_only(self):
        for source in (
            "final class A: @unchecked Sendable {}", "nonisolated(unsafe) var a = 1", "func f(_ p: UnsafePointer<Int>)",
            "var p: UnsafeMutableRawPointer?", "let p: OpaquePointer", 's = "\\(p as UnsafeRawPointer)"',
        ):
            self.assertEqual(len(self.problems(source)), 1, source)
            self.assertEqual(self.problems(source, path="Sources/T/Bridge/F.swift"), [], source)

    def test_blanking_keeps_every_line_in_its_place(self):
        source = 'a /* b\nc */ d "e\\(f)g" // h\n"""\ni\n"""\nj'
        blanked = swift_source.without_comments_and_strings(source)
        self.assertEqual(len(blanked), len(source))
        self.assertEqual([line.split() for line in blanked.split("\n")][::5], [["a"], ["j"]])
        self.assertIn("f", blanked)


class Sources(unittest.TestCase):
    def check(self, files, *targets):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for path, text in files.items():
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_text(text)
            return layers.check_sources(root, targets, {})

    def test_two_loggers_in_one_module_are_found_across_files(self):
        files = {"Sources/A/a.swift": "import Logging", "Sources/A/b.swift": "import TrainingLog"}
        self.assertEqual(len(self.check(files, target("A", "Logging", "TrainingLog"))), 1)

    def test_a_target_without_sources_is_found(self):
        self.assertEqual(len(self.check({}, target("A"))), 1)

    def test_a_target_may_have_a_path_of_its_own(self):
        problems = self.check({"Examples/A/a.swift": "import B"}, target("A", path="Examples/A"))
        self.assertEqual(len(problems), 1)
        self.assertIn("Examples/A/a.swift", problems[0])


class Tasks(unittest.TestCase):
    def found(self, *sources):
        codes = [swift_source.without_comments_and_strings(source) for source in sources]
        aliases = tasks.aliases_of(codes)
        return [name for code in codes for _, name in tasks.closures_of_tasks(code, aliases)]

    def test_bare_closures_are_found_in_every_form(self):
        for source in (
            "@TaskLocal static var a: @Sendable (Int) -> Void = { _ in }",
            "@TaskLocal\n    static var a: @Sendable (Int) -> Void = { _ in }",
            "@TaskLocal\n    // It listens.\n    package static var a:\n     @Sendable () async -> Void = {}",
            "@TaskLocal static var a: (\n    @Sendable (Int) -> Void\n)? = nil",
            "@TaskLocal static var a: (@Sendable () -> Void)?",
            "@TaskLocal static var a: Optional<() -> Void> = nil",
            "@TaskLocal static var a: (Int)\n    -> Void = { _ in }",
            "@TaskLocal static var a = { print(1) }", "@TaskLocal static var a = {\n    print(1)\n}",
            "@TaskLocal\npublic static var a = { (_: Int) -> Void in }",
            "@TaskLocal static var a = Optional<() -> Void>.none",
            "@TaskLocal static var a = (() -> Void)?.none",
            "@TaskLocal private(set) static var a: () -> Void = {}",
        ):
            self.assertEqual(self.found(source), ["a"], source)

    def test_an_alias_of_a_closure_is_found_also_in_another_file_and_by_another_alias(self):
        alias = "enum X {\n    package typealias Listener =\n        @Sendable (Int) -> Void\n}"
        for variable in (
            "@TaskLocal static var a: Listener = { _ in }", "@TaskLocal\nstatic var a: X.Listener?",
            "typealias Ear = X.Listener?\n@TaskLocal static var a: Ear", "@TaskLocal static var a = Listener?.none",
            "typealias Of<T> = (T) -> Void\n@TaskLocal static var a: Of<Int> = { _ in }",
        ):
            self.assertEqual(self.found(alias, variable), ["a"], variable)

    def test_structs_and_other_values_pass(self):
        for source in (
            "@TaskLocal static var current = Listener { _ in }",
            "@TaskLocal package static var listener = Trouble { print($0) }",
            "@TaskLocal static var a: Place?\n    func f() -> Int { 1 }",
            "@TaskLocal static var a = 1\nlet b = { 2 }",
            "@TaskLocal static var a: [ID: Step] = [:]\n    static func f(_ g: () -> Void) {}",
            "@TaskLocal static var a: Int = { 3 }()",
            "@TaskLocal static var a = { 3 }()",
            "@TaskLocal static var a = {\n    let b = 3\n    return b\n}()",
            "// @TaskLocal static var a: () -> Void = {}",
            "static var a: () -> Void = {}", "@TaskLocal static var a: Box<() -> Void> = Box {}",
            "@TaskLocal static var a: [() -> Void] = []",
            "typealias Steps = [ID: Int]\n@TaskLocal static var a: Steps = [:]\nfunc f() -> Void {}",
            "@TaskLocal static var a: Step? = nil; let b: () -> Void",
        ):
            self.assertEqual(self.found(source), [], source)

    def test_the_line_is_said(self):
        with tempfile.TemporaryDirectory() as folder:
            source = pathlib.Path(folder) / "Sources/A/a.swift"
            source.parent.mkdir(parents=True)
            source.write_text("enum A {\n    @TaskLocal\n    static var a = { 1 }\n}\n")
            said = io.StringIO()
            with contextlib.redirect_stderr(said):
                self.assertEqual(tasks.main([folder]), 1)
            self.assertIn("Sources/A/a.swift:2: a is a bare closure", said.getvalue())
            source.write_text("enum A {\n    @TaskLocal static var a = B { 1 }\n}\n")
            self.assertEqual(tasks.main([folder]), 0)


class Readme(unittest.TestCase):
    part = "// snippet.one\nfirst()\n// snippet.end\n"
    page = "# Five\n```swift\nfirst()\n```\n"

    def check(self, shown, snippet, page=page, parts=part):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / "README.md").write_text(shown)
            for name in ("Snippets", "Documentation"):
                (root / name).mkdir()
            files = {
                "Snippets/FirstRun.swift": snippet,
                "Snippets/FiveVocabularies.swift": parts,
                "Documentation/FiveVocabularies.md": page,
            }
            for name, text in files.items():
                if text is not None:
                    (root / name).write_text(text)
            return readme.main([folder])

    def test_a_page_shows_every_part_of_its_snippet_and_nothing_else(self):
        block = "```swift\nfirst()\n```\n"
        more = self.part + "hidden()\n// snippet.two\nsecond()\n// snippet.end\n"
        cases = [
            (self.page, self.part, True),
            (self.page + "```swift\nsecond()\n```\n", more, True),
            (self.page, more, False),
            ("```swift\nsecond()\n```\n" + block, more, False),
            (self.page + block, self.part, False),
            (self.page.replace("first()", "first( )"), self.part, False),
            (self.page, "first()\n", False),
            (self.page, None, False),
            (None, self.part, False),
        ]
        for page, parts, passes in cases:
            result = self.check("```swift\nimport A\n```\n", "import A\n", page, parts)
            self.assertEqual(result == 0, passes, (page, parts))

    def test_the_same_program_passes_without_the_snippets_opening_comment(self):
        self.assertEqual(self.check("x\n```swift\nimport A\n```\n", "// First.\n\nimport A\n"), 0)

    def test_any_difference_fails(self):
        for snippet in ("import A \n", "import A", "import B\n", "import A\n\n", None):
            self.assertNotEqual(self.check("```swift\nimport A\n```\n", snippet), 0, snippet)

    def test_a_readme_without_a_program_fails(self):
        self.assertNotEqual(self.check("# A\n", "import A\n"), 0)

    def test_fifteen_lines_are_too_many(self):
        for length, passes in ((14, True), (15, False)):
            program = "a()\n" * length
            self.assertEqual(self.check(f"```swift\n{program}```\n", program) == 0, passes)


class Threats(unittest.TestCase):
    header = "| attack | what is done | tests |\n|---|---|---|\n"

    def check(self, rows, tests=("a is b",)):
        return threats.problems_of(self.header + rows, set(tests))

    def test_named_tests_have_to_exist(self):
        self.assertEqual(self.check("| CSRF | no | `a is b` |\n"), [])
        self.assertEqual(len(self.check("| CSRF | no | `a is b` `a is c` |\n")), 1)

    def test_an_attack_without_a_test_fails(self):
        self.assertEqual(len(self.check("| CSRF | `a is b` | none |\n")), 1)

    def test_a_page_without_a_table_fails(self):
        self.assertEqual(len(self.check("")), 1)


if __name__ == "__main__":
    unittest.main()
