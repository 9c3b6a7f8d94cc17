import ArtifactRegistry
import RegistryCore
import RegistryTestKit
import Testing

/// What the trackers' own packages leave. One after the other: each starts programs of its own.
@Suite(.serialized, .enabled(if: RealTrackers.absence == nil, Comment(rawValue: RealTrackers.absence ?? "")))
struct RealTrackersTests {
    @Test(arguments: [
        ("wandb", "wandb"), ("mlflow", "mlflow"), ("mlflow-files", "mlflow"), ("trackio", "trackio"),
        ("sacred", "sacred"),
        ("comet", "comet_ml"), ("swanlab", "swanlab"), ("neptune", "neptune"), ("ml-dash", "ml_dash"),
    ])
    func `a run of the real package is found, and comes with all its points and parameters`(
        _ tracker: String, _ package: String
    ) async throws {
        // Whoever asks for these tests has the packages: without one nothing is shown, and that must not look as if it were.
        try #require(RealTrackers.has(package), "\(package) cannot be imported in .venv-trackers")
        let owned = try OwnedFolder()
        try RealTrackers.makeRun(tracker, in: owned.url)
        let found = try TrackerSearch.sources(at: owned.url)
        let source = try #require(found.sources.first)
        #expect(found.sources.count == 1)
        #expect(source.tracker.rawValue == (tracker == "mlflow-files" ? "mlflow" : tracker))
        let registry = DataManager(store: MemoryStore())
        let importer = TrackerImporter(store: registry.store)
        let summary = try await importer.importRuns { try source.open() }
        #expect(summary.newRuns == 1 && summary.incompleteRuns == 0)
        #expect(summary.reports == [])
        let run = try #require(try await registry.runs(limit: 10).elements.first)
        if tracker != "sacred" { #expect(run.name == "real run") }
        if tracker != "neptune" { #expect(run.experiment == "p1") }
        #expect(run.parameters["lr"] == .double(0.01))
        let points = try await registry.exactPoints(of: "loss", run: run.id)
        #expect(points.map(\.step.rawValue) == Array(0..<20))
        #expect(points.map(\.value) == (0..<20).map { 1 / Double($0 + 1) })
        if ["wandb", "sacred", "comet", "swanlab"].contains(tracker) {
            let lines = try await registry.logLines(of: run.id).map(\.text)
            #expect(lines.contains { $0.contains("hello from the run") })
        }
        let again = try await importer.importRuns { try source.open() }
        #expect(!again.hasStored && again.knownRuns == 1)
    }

    @Test(.enabled(if: TestMongoDB.url != nil, "\(TestMongoDB.absence)"))
    func `a run of Sacred's in a database comes with all its points, parameters and lines, and once`() async throws {
        for package in ["sacred", "pymongo"] {
            try #require(RealTrackers.has(package), "\(package) cannot be imported in .venv-trackers")
        }
        let url = try #require(TestMongoDB.freshDatabaseURL())
        let owned = try OwnedFolder()
        try RealTrackers.makeRun("sacred-mongodb", in: owned.url, url: url)
        let source = try #require(try await TrackerSearch.sources(inDatabase: url).sources.first)
        let registry = DataManager(store: MemoryStore())
        let importer = TrackerImporter(store: registry.store)
        let summary = try await importer.importRuns { try source.open() }
        #expect(summary.newRuns == 1 && summary.incompleteRuns == 0 && summary.reports == [])
        let run = try #require(try await registry.runs(limit: 10).elements.first)
        #expect(run.experiment == "p1" && run.status == .finished && run.parameters["lr"] == .double(0.01))
        let points = try await registry.exactPoints(of: "loss", run: run.id)
        #expect(points.map(\.step.rawValue) == Array(0..<20))
        #expect(points.map(\.value) == (0..<20).map { 1 / Double($0 + 1) })
        #expect(try await registry.logLines(of: run.id).contains { $0.text.contains("hello from the run") })
        let again = try await importer.importRuns { try source.open() }
        #expect(!again.hasStored && again.knownRuns == 1)
    }
}
