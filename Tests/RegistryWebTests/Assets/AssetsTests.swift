import Foundation
import RegistryCore
import Testing

@testable import RegistryWeb

@Suite struct AssetsTests {
    @Test func `the pages of the source tree are found in a debug build`() throws {
        let assets = try WebAssets(folder: nil, environment: [:], executable: nil)
        _ = try PageRenderer(folder: assets.templates)
        let files = try PublicFiles(folder: assets.publicFiles)
        #expect(files["look.css"]?.contentType == "text/css; charset=utf-8")
        #expect(files["plot/scale.js"]?.contentType == "text/javascript; charset=utf-8")
        #expect(files["../Package.swift"] == nil)
        #expect(files["plot/../look.css"] == nil)
        #expect(files["plot"] == nil)
    }

    @Test func `a folder that was named is the only one that is looked at`() {
        for (folder, environment) in [("/nowhere", [:]), (nil, [WebAssets.environmentVariable: "/nowhere"])]
            as [(String?, [String: String])]
        {
            #expect {
                try WebAssets(folder: folder, environment: environment, executable: nil)
            } throws: { error in
                guard let error = error as? RegistryError else { return false }
                return error.code == .notFound && error.message.contains("/nowhere")
                    && error.message.contains("--assets")
            }
        }
    }

    @Test func `pages lie in a folder above the program`() throws {
        let base = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        for name in ["Templates", "Public", "build/debug"] {
            try FileManager.default.createDirectory(
                at: base.appending(path: name), withIntermediateDirectories: true)
        }
        let found = try WebAssets(
            folder: nil, environment: [:], executable: base.appending(path: "build/debug/visual-backend"))
        #expect(
            found.templates.resolvingSymlinksInPath().path(percentEncoded: false).hasPrefix(
                base.resolvingSymlinksInPath().path(percentEncoded: false)))
    }

    @Test func `a malformed template is named at the start`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data("{{#open}} never closed".utf8).write(to: folder.appending(path: "broken.mustache"))
        #expect {
            try PageRenderer(folder: folder)
        } throws: { ($0 as? RegistryError)?.message.contains("broken.mustache") == true }
    }

    @Test(arguments: [
        ("<b>", "&lt;b&gt;"), ("\"'&", "&quot;&#39;&amp;"), ("\"\u{301}", "&quot;\u{301}"), ("<\u{338}", "&lt;\u{338}"),
        ("\0", "\u{FFFD}"), ("plain ü 🙂", "plain ü 🙂"),
    ])
    func `every mark that means something in HTML is escaped, whatever follows it`(text: String, escaped: String) {
        #expect(Array(HTMLEscaping.escaped(text).unicodeScalars) == Array(escaped.unicodeScalars))
    }
}
