#!/usr/bin/env python3
"""Holds the package to the target table in ARCHITECTURE.md.

    check-layers.py [PACKAGE-FOLDER]

1. Every target of Package.swift that is not a test target has a row, and every row has a target.
2. A target depends on targets of lower layers only. Inside layer 0 a C target may wrap a system library. Layer `test`
   may use everything; only tests and layer `test` may use it.
3. A file imports only what its target declares, and the standard modules.
4. Layer 0 is imported under a Bridge/ folder only, and CMongoC by MongoStorage only.
5. No module imports both TrainingLog and swift-log's Logging: each has a Logger.
6. Unchecked concurrency and C pointers stand under a Bridge/ folder only. (A buffer pointer, which knows its
   length, may view bytes of Swift's own anywhere.)
"""

import json
import pathlib
import re
import subprocess
import sys

from swift_source import without_comments_and_strings

TABLE_HEADER = re.compile(r"^\|\s*layer\s*\|\s*target\s*\|\s*holds\s*\|\s*$")
TABLE_ROW = re.compile(r"^\|\s*(\w+)\s*\|\s*`([^`]+)`\s*\|\s*(\S.*?)\s*\|\s*$")
TEST_LAYER = "test"

STANDARD_MODULES = {
    "Darwin", "Dispatch", "Foundation", "FoundationEssentials", "FoundationNetworking", "Glibc", "Musl", "Observation",
    "RegexBuilder", "Swift", "Synchronization", "Testing", "os",
}
ONLY_IMPORTER = {"CMongoC": "MongoStorage"}
NEVER_TOGETHER = ({"TrainingLog", "Logging"},)

IMPORT = re.compile(
    r"^[ \t]*(?:@\w+(?:\([^)\n]*\))?[ \t]+)*"
    r"(?:(?:public|package|internal|fileprivate|private)[ \t]+)?"
    r"import[ \t]+(?:(?:typealias|struct|class|enum|protocol|let|var|func|actor)[ \t]+)?(\w+)",
    re.MULTILINE,
)
UNCHECKED = re.compile(
    r"@unchecked\s+Sendable|nonisolated\s*\(\s*unsafe\s*\)"
    r"|\b(?:OpaquePointer|CVaListPointer|Unmanaged|Unsafe(?:Mutable)?(?:Raw)?Pointer)\b"
)


def read_table(text):
    """The rows of the target table, as {target: layer}; a layer is a number or `test`."""
    layers = {}
    problems = []
    lines = iter(text.splitlines())
    for line in lines:
        if TABLE_HEADER.match(line):
            break
    else:
        return layers, ["ARCHITECTURE.md has no table with the header | layer | target | holds |"]
    next(lines, None)
    for line in lines:
        if not line.startswith("|"):
            break
        row = TABLE_ROW.match(line)
        if not row:
            problems.append(f"ARCHITECTURE.md: cannot read the row {line!r}")
            continue
        layer, target, _ = row.groups()
        if layer != TEST_LAYER and not layer.isdigit():
            problems.append(f"ARCHITECTURE.md: {target} has the layer {layer!r}, which is no number and not `test`")
        elif target in layers:
            problems.append(f"ARCHITECTURE.md: {target} has two rows")
        else:
            layers[target] = TEST_LAYER if layer == TEST_LAYER else int(layer)
    return layers, problems


def dependency_names(target):
    names = set()
    for dependency in target["dependencies"]:
        for kind in ("byName", "target", "product"):
            if kind in dependency:
                names.add(dependency[kind][0])
    return names


def may_depend(layer, lower):
    if layer == TEST_LAYER:
        return True
    if lower == TEST_LAYER:
        return False
    return lower < layer or lower == layer == 0


def check_targets(targets, layers):
    problems = []
    libraries = {target["name"] for target in targets if target["type"] not in ("test", "plugin")}
    for name in sorted(libraries - layers.keys()):
        problems.append(f"Package.swift: {name} has no row in ARCHITECTURE.md")
    for name in sorted(layers.keys() - libraries):
        problems.append(f"ARCHITECTURE.md: {name} is no target of Package.swift")
    for target in targets:
        name = target["name"]
        layer = TEST_LAYER if target["type"] == "test" else layers.get(name)
        for dependency in sorted(dependency_names(target) & layers.keys()):
            if layer is not None and not may_depend(layer, layers[dependency]):
                problems.append(
                    f"Package.swift: {name} (layer {layer}) depends on {dependency} (layer {layers[dependency]}), "
                    "which is not lower"
                )
    return problems


def source_folder(root, target):
    folder = "Tests" if target["type"] == "test" else "Sources"
    return root / (target.get("path") or f"{folder}/{target['name']}")


def check_file(shown, code, target, declared, layers):
    """The problems of one file and the modules it imports."""
    problems = []
    bridge = "Bridge" in shown.parts
    imports = set(IMPORT.findall(code))
    for module in sorted(imports):
        if module not in declared and module not in STANDARD_MODULES and module != target:
            problems.append(f"{shown}: imports {module}, which {target} does not declare in Package.swift")
        if layers.get(module) == 0 and not bridge:
            problems.append(f"{shown}: imports {module} outside a Bridge/ folder")
        if module in ONLY_IMPORTER and target != ONLY_IMPORTER[module]:
            problems.append(f"{shown}: imports {module}, which only {ONLY_IMPORTER[module]} may")
    if not bridge:
        for match in UNCHECKED.finditer(code):
            line = code.count("\n", 0, match.start()) + 1
            problems.append(f"{shown}:{line}: {match.group()} outside a Bridge/ folder")
    return problems, imports


def check_sources(root, targets, layers):
    problems = []
    for target in targets:
        name = target["name"]
        # A program's module is its name with underscores.
        declared = {dependency.replace("-", "_") for dependency in dependency_names(target)}
        imported = set()
        files = sorted(source_folder(root, target).rglob("*.swift"))
        if not files and target["type"] in ("regular", "executable", "test"):
            if not any(source_folder(root, target).glob("*.c")):
                problems.append(f"{source_folder(root, target).relative_to(root)}: {name} has no sources")
        for file in files:
            code = without_comments_and_strings(file.read_text(encoding="utf-8"))
            found, imports = check_file(file.relative_to(root), code, name, declared, layers)
            problems += found
            imported |= imports
        for pair in NEVER_TOGETHER:
            if pair <= imported:
                problems.append(f"{name} imports {' and '.join(sorted(pair))}; their names clash")
    return problems


def main(arguments):
    root = pathlib.Path(arguments[0] if arguments else pathlib.Path(__file__).parent.parent).resolve()
    dump = subprocess.run(
        ["swift", "package", "--package-path", str(root), "dump-package"], stdout=subprocess.PIPE, check=False
    )
    if dump.returncode != 0:
        return "error: Package.swift cannot be read; swift's message is above."
    targets = json.loads(dump.stdout)["targets"]
    layers, problems = read_table((root / "ARCHITECTURE.md").read_text(encoding="utf-8"))
    if layers:
        problems += check_targets(targets, layers)
    problems += check_sources(root, targets, layers)
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        return f"error: {len(problems)} breaches of the layer rules."
    print(f"{len(layers)} targets keep to their layers.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
