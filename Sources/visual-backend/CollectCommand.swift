import ArgumentParser
import ArtifactRegistry
import FileStorage
import Foundation
import RegistryCore
import Synchronization

#if MongoDB
    import MongoFiles
#endif

/// `visual-backend gc`: files that are named by their bytes and that no record names any more.
struct CollectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gc",
        abstract:
            "Says which contents of a content store no record of the registry names, and deletes them if told to.",
        discussion: """
            Without --delete nothing is changed. With it, what is found for the first time is marked, and what was marked longer \
            ago than the undo window, and is still named by no record, is deleted: run it daily. A content that a record names \
            again loses its mark. What is younger than a day is let alone. The trash counts as named. Example, for contents in \
            /data/objects/content: visual-backend gc /data --store sqlite:registry.sqlite

            With --verify nothing is collected: every content is read and compared with its name, which needs no registry and changes \
            nothing. It ends with 65 when a content is damaged, and with 69 when one cannot be read. Told to end (Ctrl-C) it says what it found \
            until then, and ends with 130. What is damaged is mended by deleting \
            its file and storing it again: as long as it lies there, it counts as stored.
            """)

    @OptionGroup var storeOptions: StoreOptions

    @Argument(
        help: ArgumentHelp(
            "Where the files are: a folder, s3://BUCKET/FOLDER, gs://BUCKET/FOLDER, or mongodb://HOST/DATABASE/FOLDER.",
            valueName: "place")
    )
    var place: String

    @Option(help: ArgumentHelp("The folder of the content store in that place.", valueName: "name"))
    var folder = "objects"

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "A further registry whose records name contents of this place; may be given again.", valueName: "url"))
    var alsoStore: [String] = []

    @Flag(help: "Marks, and deletes what was marked before. Without it, it is only said what would be done.")
    var delete = false

    @Flag(help: "Reads every content and says which are not what their names say, instead.")
    var verify = false

    @Option(parsing: .unconditional, help: "For so many days what is marked can be had back.")
    var undoDays = 7.0

    @Option(
        help: ArgumentHelp(
            "An S3 server other than Amazon's. Default: that of AWS_ENDPOINT_URL_S3 or AWS_ENDPOINT_URL.",
            valueName: "url"))
    var s3Endpoint: String?

    @Option(
        help: ArgumentHelp(
            "The region of the bucket. Default: that of AWS_REGION or AWS_DEFAULT_REGION, or us-east-1.",
            valueName: "name"))
    var s3Region: String?

    func validate() throws {
        for (name, value) in [("endpoint", s3Endpoint), ("region", s3Region)] where value?.isEmpty == true {
            throw ValidationError("--s3-\(name) is empty: leave it out, or name one.")
        }
        guard !verify || !delete else {
            throw ValidationError("Either --verify or --delete: comparing changes nothing.")
        }
        guard undoDays >= 0, undoDays <= 36_500 else {
            throw ValidationError("--undo-days is a number of days from 0.")
        }
    }

    func run() async throws {
        try await Failure.reporting {
            let content = try ContentStore(try await files(), folder: folder)
            guard !verify else { return try await compare(content) }
            let named = try await named()
            // The next call has not seen what this one has: what a crash left is waited for now.
            var rules = GarbageCollection(
                isDryRun: true, undoWindow: .seconds(undoDays * 86_400),
                claimPatience: GarbageCollection.enoughForClaims)
            var report = try await content.collectGarbage(keeping: named, rules)
            guard report.found > 0 else { throw nothing(in: content) }
            // Of a place and a registry that belong together something is needed. Who only asks is not promised what is refused then.
            guard report.needed > 0 else {
                throw RegistryError(
                    .invalidArgument,
                    "No record names any of the \(report.found) contents: everything would be deleted. Check --store, or delete the "
                        + "folder yourself.")
            }
            if delete {
                rules.isDryRun = false
                report = try await content.collectGarbage(keeping: named, rules) { try await self.named() }
            }
            print(CollectedText(report, isDryRun: !delete, named: named.count, undoDays: undoDays).text)
        }
    }

    /// Compares all contents with their names. What was found counts and is said also when that comes to no end.
    private func compare(_ content: ContentStore) async throws {
        let soFar = Mutex(ContentVerification())
        let report: ContentVerification
        do {
            report = try await StopSignals.cancelling {
                try await content.verify { fault in
                    print(VerifiedText.line(fault))
                    // Told as they are found, also to a file or a pipe: it may be hours until the end.
                    fflush(nil)
                } onProgress: { found in
                    soFar.withLock { $0 = found }
                }
            }
        } catch {
            let found = soFar.withLock { $0 }
            if error is CancellationError || found != ContentVerification() { print(VerifiedText.unfinished(found)) }
            guard let reason = error as? RegistryError, found.damaged > 0 else { throw error }
            Failure.report(reason.message)
            throw RegistryError(
                .corruptData,
                "\(found.damaged) contents at least are not what their names say; the rest was not looked at, as the store cannot be read."
            )
        }
        guard report.found > 0 else { throw nothing(in: content) }
        print(VerifiedText.summary(report))
        guard report.damaged == 0 else {
            throw RegistryError(
                .corruptData,
                "\(report.damaged) contents are not what their names say: delete their files and store them again.")
        }
        guard report.unreadable == 0 else {
            throw RegistryError(
                .unavailable, "\(report.unreadable) contents could not be read: whether they are whole nobody can say.")
        }
    }

    private func nothing(in content: ContentStore) -> RegistryError {
        RegistryError(
            .notFound,
            "There is no content in \(content.files), folder \(folder)/content. Name the folder above the content store's, or --folder."
        )
    }

    /// What the records of all registries name.
    private func named() async throws -> Set<ContentID> {
        var named = try await named(by: "The store", try await storeOptions.openExisting())
        for url in alsoStore {
            named.formUnion(
                try await self.named(by: "A further store", DataManager(url: url, mustExist: true, mayBeReadOnly: true))
            )
        }
        return named
    }

    private func files() async throws -> any FileStore {
        switch try filePlace(ProcessInfo.processInfo.environment) {
        case .store(let store): return store
        case .folder(let folder):
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
                throw RegistryError(.notFound, "There is no folder \(folder).")
            }
            // Who only asks changes nothing, not even what a crash left.
            return try await LocalFileStore(folder: folder, removesLeftovers: delete)
        }
    }

    /// The place, by what the command was given, and the process's variables for what it was not.
    func filePlace(_ environment: [String: String]) throws(RegistryError) -> FilePlace {
        var environment = environment
        if let s3Endpoint { environment["AWS_ENDPOINT_URL_S3"] = s3Endpoint }
        if let s3Region { environment["AWS_REGION"] = s3Region }
        #if MongoDB
            return try FilePlace(place, environment: environment) { url throws(RegistryError) in
                try MongoFileStore(url: url)
            }
        #else
            return try FilePlace(place, environment: environment)
        #endif
    }

    /// The contents that the records of a registry name; the registry is closed.
    ///
    /// - Throws: `invalidArgument` when it names none: it is probably another one than was meant. Who only asks is told so as well, before
    ///   it is refused to delete.
    private func named(by words: String, _ registry: DataManager) async throws -> Set<ContentID> {
        let result: Result<Set<String>, any Error>
        do {
            result = .success(try await registry.namedContents())
        } catch {
            result = .failure(error)
        }
        await registry.close()
        let named = Set(try result.get().map { text throws(RegistryError) in try ContentID(text) })
        guard !named.isEmpty else {
            throw RegistryError(
                .invalidArgument,
                "\(words) \(registry.store.displayName) names no content at all. Check its address, or delete the folder yourself."
            )
        }
        return named
    }
}
