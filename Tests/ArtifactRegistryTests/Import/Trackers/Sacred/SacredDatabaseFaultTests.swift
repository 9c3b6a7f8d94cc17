import Foundation
import RegistryCore
import RegistryTestKit
import Testing

@testable import ArtifactRegistry

/// MongoDB servers that refuse, are slow, or have more of Sacred's than one answer holds.
@Suite(.enabled(if: OwnMongod.path != nil, "\(OwnMongod.absence)"))
struct SacredDatabaseFaultTests {
    private let registry = DataManager(store: MemoryStore())

    /// Opens what a server's database holds and imports it, with limits of its own.
    private func bring(
        _ server: OwnMongod, limits: SacredLimits = SacredLimits(), failing: () async throws -> Void = {}
    ) async throws -> TrackerImportSummary {
        let configuration = try SacredDatabase.configuration(server.url(database: "lab"))
        let database = SacredDatabase(configuration: configuration, collections: SacredCollections(prefix: ""))
        try await failing()
        return try await TrackerImporter(store: registry.store).importRuns {
            try SacredDatabaseSource(database, limits: limits)
        }
    }

    @Test func `what the server refuses or does not do in time is told once, and the rest is brought in`() async throws
    {
        try await OwnMongod.with(.withFaults) { server in
            let maker = try SacredDatabaseMaker(server.url(database: "lab"))
            try maker.write(
                """
                for n in range(3):
                    m = metric(n, "loss", [1, 2])
                    run(n, info={"metrics": [{"name": "loss", "id": str(m)}]},
                        artifacts=[{"name": f"a{k}", "file_id": ObjectId()} for k in range(40)])
                """)
            let denied = try await bring(server) {
                try await server.fail(["find"], code: 13, times: 100, in: "lab.fs.files")
            }
            #expect(denied.newRuns == 3 && denied.sourceError == nil && denied.reports.count == 1, "\(denied)")
            #expect(denied.notTaken[.unreadArtifacts] == 120 && denied.notTaken[.lostArtifacts] == nil)
            let late = try await bring(server) {
                try await server.fail(["find"], code: 50, times: 1, in: "lab.metrics")
            }
            #expect(late.sourceError == nil && late.knownPoints == 6)
            #expect(late.reports.contains { $0.contains("createIndex") }, "\(late.reports)")
            let refused = try await bring(server) {
                try await server.fail(["find"], code: 13, times: 1, in: "lab.runs")
            }
            #expect(refused.sourceError?.code == .accessDenied && refused.knownRuns == 0)
            try await server.fail(["find"], code: 50, times: 1, in: "lab.metrics")
            let found = try await TrackerSearch.sources(inDatabase: maker.url)
            #expect(found.sources.count == 1 && found.remarks.count == 1, "\(found.remarks)")
            #expect(found.remarks.first?.contains("1 collections of mongodb://") == true, "\(found.remarks)")
            let few = try await SacredSearch(mostCollections: 1).collections(
                at: try SacredDatabase.configuration(maker.url), defaultName: "other")
            #expect(few.furtherCount > 0 && few.remarks.count == 1)
        }
    }

    @Test func `metrics and files for which there is no room come with fewer runs at a time, and all come`()
        async throws
    {
        try await OwnMongod.with(.standalone) { server in
            let maker = try SacredDatabaseMaker(server.url(database: "lab"))
            // The first answer of a server has 101 documents.
            try maker.write(
                """
                files = [ObjectId() for _ in range(150)]
                db.fs.files.insert_many([{"_id": f, "length": 1, "chunkSize": 1} for f in files])
                for n in range(3):
                    run(n, artifacts=[{"name": str(f), "file_id": f} for f in files] if n == 0 else [])
                    for k in range(60 if n < 2 else 150):
                        metric(n, f"m{k}", [1])
                """)
            let limits = SacredLimits(metricBytes: 1, fileBytes: 1)
            let summary = try await bring(server, limits: limits)
            #expect(summary.newRuns == 3 && summary.storedFiles == 150, "\(summary)")
            // Of one run alone that has too many not all is taken, and it is told so.
            #expect(summary.incompleteRuns == 1 && summary.storedPoints >= 120 + 101, "\(summary)")
            #expect(summary.reports.count == 1 && summary.reports[0].contains("run 2 has more metrics"), "\(summary)")
            let whole = try await bring(server)
            #expect(whole.incompleteRuns == 0 && whole.knownRuns == 3 && whole.reports.isEmpty)
            #expect(whole.storedPoints + whole.knownPoints == 270)
        }
    }

    @Test func `a search in a database that does not answer ends when its task is cancelled`() async throws {
        try await OwnMongod.with(.standalone) { server in
            server.freeze()
            let url =
                server.url() + "&serverSelectionTimeoutMS=60000&connectTimeoutMS=60000&socketTimeoutMS=60000"
            let search = Task { try await TrackerSearch.sources(inDatabase: url).sources.count }
            search.cancel()
            await #expect(throws: CancellationError.self) { try await search.value }
            server.thaw()
        }
    }

    @Test func `a standalone server will do, and no password is shown`() async throws {
        try await OwnMongod.with(.standalone) { server in
            let maker = try SacredDatabaseMaker(server.url(database: "lab"))
            try maker.write("run(1); metric(1, 'loss', [1, 2])")
            let source = try #require(try await TrackerSearch.sources(inDatabase: maker.url).sources.first)
            let summary = try await TrackerImporter(store: registry.store).importRuns { try source.open() }
            #expect(summary.newRuns == 1 && summary.storedPoints == 2)
        }
        try await OwnMongod.with(.withLogin) { server in
            let maker = try SacredDatabaseMaker(server.url(user: "ada:right@", database: "lab"))
            try maker.write("run(1); metric(1, 'loss', [1, 2], steps=[1])")
            let source = try #require(try await TrackerSearch.sources(inDatabase: maker.url).sources.first)
            var dumped = source.description
            dump(source, to: &dumped)
            let registry = DataManager(store: MemoryStore())
            dumped += try await TrackerImporter(store: registry.store).importRuns { try source.open() }.description
            dumped += try await registry.everything().joined()
            #expect(dumped.contains("1 new and 0 known runs") && !dumped.contains("ada:") && !dumped.contains("right"))
            let wrong = server.url(user: "ada:sesame@", database: "lab")
            await #expect { try await TrackerSearch.sources(inDatabase: wrong) } throws: {
                let error = $0 as? RegistryError
                return error?.code == .accessDenied && error?.message.contains("sesame") == false
            }
        }
    }
}
