import ArgumentParser
import ArtifactRegistry
import FileFaults
import Foundation
import RegistryCore
import RegistryWeb

/// Where a command finds records: in a store, or at a server.
struct SourceOptions: ParsableArguments {
    @OptionGroup var storeOptions: StoreOptions

    @Option(
        help: ArgumentHelp(
            "A server to ask instead of a store: http://127.0.0.1:8080 or https://tracker.lab.", valueName: "url"))
    var server: String?

    @Option(
        help: ArgumentHelp(
            "The file with the token for the server.",
            discussion: "Default: the environment variable LOGGERANDVIEWER_TOKEN, or no token.", valueName: "file"))
    var tokenFile: String?

    func validate() throws {
        guard server == nil || storeOptions.store == nil else {
            throw ValidationError("Give --store or --server, not both.")
        }
        guard server != nil || tokenFile == nil else { throw ValidationError("--token-file belongs to --server.") }
    }

    /// The records that a search finds. When it finds none, what is probably the cause is told on standard error.
    ///
    /// - Throws: ``RegistryError``: when there is no such store, nothing answers, or the search or the token's file cannot be
    ///   used.
    func records(for search: RecordSearch) async throws -> [Document] {
        if let server {
            return try await withClient(of: server) { client in
                let server = ServerSource(client: client)
                let found = try await server.records(for: search)
                // The server reads conditions; one that only it understands has no cause that is known here.
                if found.isEmpty, let filter = try? search.query().filter {
                    let sample = try await server.records(for: search.sample)
                    Self.tell(EmptyAnswer.sentence(for: filter, in: search.collection, sample: sample))
                }
                return found
            }
        }
        // What cannot be asked need not be opened for.
        let query = try search.query()
        let registry = try await storeOptions.openExisting()
        return try await Self.closing({ await registry.close() }) {
            let store = StoreSource(store: registry.store)
            let found = try await store.records(in: search.collection, query, limit: search.limit)
            if found.isEmpty {
                Self.tell(try await store.store.shownRecords.emptyAnswer(for: query.filter, in: search.collection))
            }
            return found
        }
    }

    private static func tell(_ sentence: String?) {
        if let sentence { Failure.report(sentence) }
    }

    /// Does work with a server, and ends the connections.
    ///
    /// - Throws: what the work throws; ``RegistryError`` when the URL or the token's file cannot be used.
    func withClient<Result>(
        of server: String, _ work: (ServerClient) async throws -> Result
    ) async throws -> Result {
        let client = try ServerClient(url: server, token: try token())
        if client.showsToken {
            Failure.report("The token goes to \(client.address) without TLS, readable on the way.")
        }
        return try await Self.closing({ await client.close() }) { try await work(client) }
    }

    private static func closing<Result>(
        _ close: () async -> Void, after work: () async throws -> Result
    ) async throws -> Result {
        do {
            let result = try await work()
            await close()
            return result
        } catch {
            await close()
            throw error
        }
    }

    /// The token; `nil` when there is none.
    private func token() throws(RegistryError) -> String? {
        guard let tokenFile else {
            let text = ProcessInfo.processInfo.environment[SelftestCommand.environmentVariable] ?? ""
            return text.isEmpty ? nil : text
        }
        let file: GivenFile
        do {
            file = try GivenFile(tokenFile, mostBytes: 10_000)
        } catch {
            throw RegistryError(error, of: "The file of the token, \(tokenFile),")
        }
        let text = String(decoding: file.bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        // An empty one is nobody's secret, and often the null device, which is to stay open to everybody.
        guard !text.isEmpty else { throw RegistryError(.invalidArgument, "There is no token in \(tokenFile).") }
        guard file.permissions & 0o077 == 0 else {
            throw RegistryError(
                .accessDenied,
                "Other users of this machine may read or change \(tokenFile), which has a token in it. "
                    + file.closingAdvice)
        }
        return text
    }
}
