import ArgumentParser
import ArtifactRegistry
import FileStorage
import Foundation
import RegistryCore

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
            """)

    @OptionGroup var storeOptions: StoreOptions

    @Argument(
        help: ArgumentHelp(
            "Where the files are: a folder, s3://BUCKET/FOLDER, or mongodb://HOST/DATABASE/FOLDER.", valueName: "place")
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

    @Option(parsing: .unconditional, help: "For so many days what is marked can be had back.")
    var undoDays = 7.0

    @Option(help: ArgumentHelp("An S3 server other than Amazon's.", valueName: "url"))
    var s3Endpoint: String?

    @Option(help: ArgumentHelp("The region of the bucket.", valueName: "name"))
    var s3Region = "us-east-1"

    func validate() throws {
        guard undoDays >= 0, undoDays <= 36_500 else {
            throw ValidationError("--undo-days is a number of days from 0.")
        }
    }

    func run() async throws {
        try await Failure.reporting {
            let content = try ContentStore(try await files(), folder: folder)
            let named = try await named()
            var rules = GarbageCollection(isDryRun: true, undoWindow: .seconds(undoDays * 86_400))
            var report = try await content.collectGarbage(keeping: named, rules)
            guard report.found > 0 else {
                throw RegistryError(
                    .notFound,
                    "There is no content in \(content.files), folder \(folder)/content. Name the folder above the content store's, or --folder."
                )
            }
            if delete {
                // Of a place and a registry that belong together something is needed.
                guard report.needed > 0 else {
                    throw RegistryError(
                        .invalidArgument,
                        "No record names any of the \(report.found) contents: everything would be deleted. Check --store, or delete the "
                            + "folder yourself.")
                }
                rules.isDryRun = false
                report = try await content.collectGarbage(keeping: named, rules) { try await self.named() }
            }
            print(CollectedText(report, isDryRun: !delete, named: named.count, undoDays: undoDays).text)
        }
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
        #if MongoDB
            if place.hasPrefix("mongodb://") || place.hasPrefix("mongodb+srv://") {
                return try MongoFileStore(url: place)
            }
        #endif
        guard place.hasPrefix("s3://") else {
            // An address may hold a password.
            guard !place.contains("://") else {
                throw RegistryError(
                    .unsupported, "This is no place of files that is known here: name a folder, s3:// or mongodb://.")
            }
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: place, isDirectory: &isFolder), isFolder.boolValue else {
                throw RegistryError(.notFound, "There is no folder \(place).")
            }
            return try await LocalFileStore(folder: place)
        }
        let parts = place.dropFirst("s3://".count).split(separator: "/", maxSplits: 1)
        guard let bucket = parts.first else {
            throw RegistryError(
                .invalidArgument, "s3:// needs the name of a bucket: s3://BUCKET, or s3://BUCKET/FOLDER.")
        }
        let below = try parts.count > 1 ? FileKey(String(parts[1])) : nil
        return try S3FileStore(
            S3Configuration(bucket: String(bucket), region: s3Region, endpoint: s3Endpoint, folder: below))
    }

    /// The contents that the records of a registry name; the registry is closed.
    ///
    /// - Throws: `invalidArgument` when something is to be deleted and it names none: it is probably another one than was meant.
    private func named(by words: String, _ registry: DataManager) async throws -> Set<ContentID> {
        let result: Result<Set<String>, any Error>
        do {
            result = .success(try await registry.namedContents())
        } catch {
            result = .failure(error)
        }
        await registry.close()
        let named = Set(try result.get().map { text throws(RegistryError) in try ContentID(text) })
        guard !named.isEmpty || !delete else {
            throw RegistryError(
                .invalidArgument,
                "\(words) \(registry.store.displayName) names no content at all. Check its address, or delete the folder yourself."
            )
        }
        return named
    }
}
