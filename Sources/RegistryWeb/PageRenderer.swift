import Foundation
import Mustache
import RegistryCore

/// A page: a template's name and, as its stored properties, exactly the fields the template uses.
protocol PageContent {
    /// The template's file name without its ending.
    static var template: String { get }
}

/// The templates, read once.
struct PageRenderer: Sendable {
    private let library: MustacheLibrary

    /// Reads every template of a folder.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` that names a template which is malformed, and `unavailable` when
    ///   the folder cannot be read.
    init(folder: URL) throws(RegistryError) {
        MustacheContentTypes.register(HTMLEscaping(), named: HTMLEscaping.name)
        var templates: [String: MustacheTemplate] = [:]
        let path = folder.path(percentEncoded: false)
        for name in try Self.templateNames(in: folder) {
            do {
                let text = try String(contentsOf: folder.appending(path: "\(name).mustache"), encoding: .utf8)
                // A partial does not take over the escaping of the template around it: every one says it.
                templates[name] = try MustacheTemplate(string: "{{% CONTENT_TYPE:\(HTMLEscaping.name)}}" + text)
            } catch {
                throw RegistryError(
                    .invalidArgument, "The template \(name).mustache in \(path) cannot be used: \(error).",
                    underlying: error)
            }
        }
        library = MustacheLibrary(templates: templates)
    }

    /// The text of a page.
    ///
    /// - Throws: ``RegistryError`` with `internalFailure` when its template is missing.
    func render<Page: PageContent>(_ page: Page) throws(RegistryError) -> String {
        guard let text = library.render(page, withTemplate: Page.template) else {
            throw RegistryError(.internalFailure, "The template \(Page.template).mustache is missing.")
        }
        return text
    }

    private static func templateNames(in folder: URL) throws(RegistryError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))
                .filter { $0.hasSuffix(".mustache") }.map { String($0.dropLast(".mustache".count)) }.sorted()
        } catch {
            throw RegistryError(
                .unavailable, "The templates in \(folder.path(percentEncoded: false)) cannot be read.",
                underlying: error)
        }
    }
}
