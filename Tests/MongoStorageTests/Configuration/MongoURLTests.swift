import RegistryCore
import Testing

@testable import MongoStorage

@Suite("MongoURL") struct MongoURLTests {
    @Test(
        "a well-formed URL is taken apart and put together again",
        arguments: [
            "mongodb://localhost/", "mongodb://localhost:27017/",
            "mongodb://a.example:1,b.example:65535/db?replicaSet=rs0",
            "mongodb://user:p%40ss%2F%25@host/db?authSource=admin", "mongodb://user@host/", "mongodb://[::1]:27017/",
            "mongodb://%2Ftmp%2Fmongodb-27017.sock/",
            "mongodb+srv://u:p@cluster0.example.net/db?retryWrites=true&w=majority",
            "mongodb://host/my-db_1",
        ])
    func wellFormed(url: String) throws {
        #expect(try MongoURL(url).text == url)
    }

    @Test(
        arguments: [
            ("mongodb://h", "mongodb://h", nil), ("mongodb://h/", "mongodb://h/", nil),
            ("mongodb://h/db?tls=true", "mongodb://h/db?tls=true", nil), ("mongodb://h/db/", "mongodb://h/db", nil),
            ("mongodb://u:p@h:1,i/db/a/b%20c/?x=1", "mongodb://u:p@h:1,i/db?x=1", "a/b c"),
            ("mongodb+srv://a.b.c/db/%C3%A9?x=/y/z", "mongodb+srv://a.b.c/db?x=/y/z", "\u{E9}"),
            ("mongodb://h//f", "mongodb://h/", "f"), ("mongodb://h?x=/a/b", "mongodb://h?x=/a/b", nil),
        ] as [(String, String, String?)])
    func `a folder behind the database is taken off`(_ url: String, _ database: String, _ folder: String?) throws {
        let parts = try MongoFolderURL(url)
        #expect(parts.database == database && parts.folder == folder)
    }

    @Test(arguments: ["mongodb://u:se/sa/me@host/db", "mongodb://h/db/%", "mongodb://h/db/%FF"])
    func `a folder that cannot be one is refused without being repeated`(_ url: String) throws {
        let error = #expect(throws: RegistryError.self) { try MongoFolderURL(url) }
        #expect(error?.code == .invalidArgument)
        #expect(error?.message.contains("sa/me") == false && error?.message.contains("host/db") == false)
    }

    @Test func `its parts are known`() throws {
        let url = try MongoURL("mongodb://user:p%40ss@a:1,b/data%2Dbase?ReplicaSet=rs0&tls=true")
        #expect(url.hosts == ["a:1", "b"])
        #expect(url.credentials == "user:p%40ss")
        #expect(url.option("replicaSet") == "rs0")
        #expect(url.option("absent") == nil)
        #expect(url.database == "data-base")
    }

    @Test(
        "what is no URL of MongoDB is refused with a sentence that repeats nothing of it",
        arguments: [
            "", "mongodb://", "mongodb:///db", "mongodb://bad uri", "http://secret.example/", "mongodb://host:port/",
            "mongodb://host:0/", "mongodb://host:65536/", "mongodb://host:/", "mongodb://a,,b/", "mongodb://host/a/b",
            "mongodb://host/a.b", "mongodb://host/?secret", "mongodb://host/?=secret", "mongodb://host/?secret=",
            "mongodb://host/?secret=%zz", "mongodb://user:secret@/db", "mongodb://:secret@host/",
            "mongodb://u:se:cret@host/",
            "mongodb://u:se@cret@host/", "mongodb://u:se/cret@host/", "mongodb://u:se%cret@host/", "mongodb://[::1/",
            "mongodb://[secret]/", "mongodb://ho$t/", "mongodb+srv://secret/", "mongodb+srv://a.b.c:1/",
            "mongodb+srv://a.b.c,d.e.f/", "mongodb://host/admin", "mongodb://user:secret", "mongodb://host\n/",
        ])
    func malformed(url: String) {
        let error = #expect(throws: RegistryError.self) { try MongoConfiguration(url: url) }
        #expect(error?.code == .invalidArgument)
        #expect(error?.message.contains("cret") == false)
        #expect((error?.message.count ?? 0) > 40)
    }

    @Test func `options of the URL go before those of the configuration, apart from the size of the pool`() throws {
        let configuration = try MongoConfiguration(
            url: "mongodb://host/?servertimeout=1&CONNECTTIMEOUTMS=5&maxpoolsize=1000", timeLimit: .seconds(10),
            connectionCount: 3)
        let url = try MongoURL(configuration.urlForLibrary)
        #expect(url.option("connectTimeoutMS") == "5")
        #expect(url.options.count { $0.name.lowercased() == "connecttimeoutms" } == 1)
        #expect(url.option("serverSelectionTimeoutMS") == "2000")
        #expect(url.option("socketTimeoutMS") == "12000")
        #expect(url.option("maxPoolSize") == "4")
    }

    @Test func `nothing that a configuration shows of itself holds a secret`() throws {
        let configuration = try MongoConfiguration(
            url: "mongodb://someuser:secret@host:1,other/db?authMechanismProperties=TOKEN:secret")
        var dumped = ""
        dump(configuration, to: &dumped)
        for text in ["\(configuration)", String(reflecting: configuration), dumped, configuration.displayName] {
            #expect(!text.contains("secret") && !text.contains("someuser"), "\(text)")
            #expect(text.contains("host:1"))
        }
    }

    @Test func `the database is the path's, or registry`() throws {
        #expect(try MongoConfiguration(url: "mongodb://host/other").database == "other")
        #expect(try MongoConfiguration(url: "mongodb://host").database == "registry")
    }

    @Test func `time limits and connections of zero are refused`() {
        #expect(throws: RegistryError.self) { try MongoConfiguration(url: "mongodb://host", timeLimit: .zero) }
        #expect(throws: RegistryError.self) { try MongoConfiguration(url: "mongodb://host", connectionCount: 0) }
    }
}
