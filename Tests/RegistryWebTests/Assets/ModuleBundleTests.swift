import Foundation
import NIOCore
import RegistryCore
import Testing

@testable import RegistryWeb

/// Whether the bundle does what the modules do is seen by the tests with a browser, which load nothing else.
@Suite("Modules of the pages as one")
struct ModuleBundleTests {
    private func bundle(_ texts: [String: String], of name: String = "app.js") throws(ModuleBundle.Fault) -> String {
        try ModuleBundle(of: name) { texts[$0].map { ByteBuffer(string: $0) } }.text
    }

    @Test func `the script of the source tree's pages has all modules, each once, and no import or export is left`()
        throws
    {
        let assets = try WebAssets(folder: nil, environment: [:], executable: nil)
        let script = try #require(try PublicFiles(folder: assets.publicFiles)["app.js"])
        let lines = String(buffer: script.content).split(separator: "\n")
        #expect(!lines.contains { $0.hasPrefix("import ") || $0.hasPrefix("export ") })
        let heads = lines.filter { $0.hasPrefix("// ") && $0.hasSuffix(".js") }
        #expect(Set(heads).count == heads.count)
        for name in ["plot/plot.js", "live/run.js", "media/mesh-view.js", "app.js"] {
            #expect(heads.contains("// \(name)"))
        }
        #expect(heads.last == "// app.js")
    }

    @Test func `a module stands behind those that it needs, and takes their names`() throws {
        let text = try bundle([
            "app.js": "import { a, b as c } from \"./in/b.js\";\nimport { d } from \"./d.js\";\na(c, d);\n",
            "in/b.js": "import { d } from \"../d.js\";\nexport function a() { return d; }\nexport const b = 1;\n",
            "d.js": "export const [d, e] = [1, 2];\nexport async function f() {}\nexport class G {}\n",
        ])
        #expect(
            text == """
                const $modules = [];
                // d.js
                $modules[0] = (() => {
                const [d, e] = [1, 2];
                async function f() {}
                class G {}

                return { d, e, f, G };
                })();
                // in/b.js
                $modules[1] = (() => {
                const { d } = $modules[0];
                function a() { return d; }
                const b = 1;

                return { a, b };
                })();
                // app.js
                $modules[2] = (() => {
                const { a, b: c } = $modules[1];
                const { d } = $modules[0];
                a(c, d);

                return {  };
                })();

                """)
    }

    @Test func `a module looks for its neighbours where it stood itself`() throws {
        let text = try bundle([
            "app.js": "import { a } from \"./media/a.js\";\n",
            "media/a.js": "export const a = new URL(\"./worker.js\", import.meta.url);\n",
        ])
        #expect(text.contains("new URL(\"./worker.js\", new URL(\"media/a.js\", import.meta.url))"))
    }

    @Test(arguments: [
        "import a from \"./b.js\";", "import * as a from \"./b.js\";", "import \"./b.js\";",
        "import { a } from \"far\";",
        "export default 1;", "export { a };", "export * from \"./b.js\";", "export let a = 1;", "export const = 1;",
    ])
    func `a line of another form is refused, with its module`(_ line: String) {
        let error = #expect(throws: ModuleBundle.Fault.self) { try bundle(["app.js": line + "\n", "b.js": ""]) }
        #expect(error?.description.contains("app.js") == true)
        #expect(error?.description.contains(line) == true)
    }

    @Test(arguments: ["export const a = 1, b = 2;", "const b = 2;", "export const b2 = 2;"])
    func `a name that is not exported by itself is refused with who wants it`(_ line: String) {
        let error = #expect(throws: ModuleBundle.Fault.self) {
            try bundle(["app.js": "import { b } from \"./c.js\";", "c.js": line + "\n"])
        }
        #expect(error?.description == "app.js imports b, which c.js does not export by itself")
    }

    @Test func `a module that is not there, or needs itself, is named`() {
        let missing = #expect(throws: ModuleBundle.Fault.self) {
            try bundle(["app.js": "import { a } from \"./a.js\";"])
        }
        #expect(missing?.description == "app.js imports a.js, which is not there")
        let circle = #expect(throws: ModuleBundle.Fault.self) {
            try bundle(["app.js": "import { a } from \"./a.js\";", "a.js": "import { b } from \"./app.js\";"])
        }
        #expect(circle?.description.contains("app.js") == true)
    }

    @Test func `a folder whose scripts cannot be put together is refused with the reason`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("import { a } from \"./gone.js\";\n".utf8).write(to: folder.appending(path: "app.js"))
        let error = #expect(throws: RegistryError.self) { try PublicFiles(folder: folder) }
        #expect(error?.code == .invalidArgument)
        #expect(error?.message.contains("gone.js") == true)
    }
}
