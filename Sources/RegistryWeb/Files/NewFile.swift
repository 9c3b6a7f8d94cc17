import BSONCoding
import RegistryCore

/// A file as a client adds it.
struct NewFile {
    /// The record, without where the bytes of an upload lie.
    let record: Document
    let name: String
    let run: RunID?
    /// The upload that the file is made of, and the SHA-256 it has to have.
    let upload: (name: UploadName, digest: String)?

    /// - Throws: ``RegistryError`` with `invalidArgument`, naming the field.
    init(_ body: Document) throws(RegistryError) {
        let fields = try BodyFields(
            body, of: "A file",
            known: [
                "file", "filetype", "run", "step", "label", "contentType", "location", "upload", "sha256", "size",
            ])
        guard let file = try fields.text("file"), (1...1_024).contains(file.utf8.count) else {
            throw fields.fault("file", "the file's name: text of 1 to 1,024 bytes")
        }
        name = file
        var record: Document = ["file": .string(file), "filetype": .string(try fields.text("filetype") ?? "file")]
        for name in ["label", "contentType"] { record[name] = try fields.text(name).map { .string($0) } }
        record["step"] = try fields.whole("step").map { .int($0) }
        var run: RunID?
        if let text = try fields.text("run") {
            guard let id = RunID(text) else { throw fields.fault("run", "32 hexadecimal digits") }
            run = id
            record["_run"] = .string(id.description)
        }
        self.run = run
        let digest = try fields.text("sha256")?.lowercased()
        if let digest, !Hexadecimal.isText(digest.utf8, ofDigits: 64) {
            throw fields.fault("sha256", "64 hexadecimal digits")
        }
        if let name = try fields.text("upload") {
            guard let digest else {
                throw RegistryError(
                    .invalidArgument, "An upload needs its SHA-256, sha256, by which it is checked before it is kept.")
            }
            guard fields["location"] == nil, fields["size"] == nil else {
                throw RegistryError(
                    .invalidArgument,
                    "Where an upload lies and how large it is, the server says: leave location and size out.")
            }
            upload = (try UploadName(name), digest)
        } else {
            upload = nil
            record["location"] = try fields.text("location").map { .string($0) }
            record["size"] = try fields.whole("size").map { .int($0) }
            record["sha256"] = digest.map { .string($0) }
        }
        self.record = record
    }
}
