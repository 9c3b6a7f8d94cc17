import Foundation
import RegistryCore
import Testing

@testable import RegistryWeb

/// The parts of a run's page that tell what it was made with and what it left.
@Suite struct RunPartsTests {
    private let run: RunID
    private let start = WallTime(millisecondsSince1970: 1_700_000_000_000)

    init() throws { run = try #require(RunID("0190a000000070008000000000000001")) }

    /// - Parameter present: names of files that lie in the folder of logs.
    private func page(
        _ run: Run, environment: Document? = nil, command: Document? = nil, files: [Document] = [],
        present: [String] = []
    ) async throws -> String {
        let store = MemoryStore()
        var record = run.document
        record["environment"] = environment.map { .document($0) }
        record["command"] = command.map { .document($0) }
        try await store.insert([record], into: .runs)
        try await store.insert(files, into: .files)
        let server = try WebFixture(store: store)
        for name in present {
            let place = server.logRoot.appending(path: name)
            try FileManager.default.createDirectory(
                at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data("x".utf8).write(to: place)
        }
        return try await server.get("/runs/\(run.id)").text
    }

    private func file(_ name: String, _ fields: Document) -> Document {
        let record: Document = ["_run": .string(run.description), "file": .string(name), "filetype": "image"]
        return record.updated(with: fields)
    }

    @Test func `the environment is told with the commands that make the run again`() async throws {
        let environment: Document = [
            "host": "gpu-1", "memoryBytes": 68_719_476_736, "system": ["name": "Linux", "version": "6.1"],
            "cpu": ["model": "Xeon <b>", "logicalCores": 16],
            "gpus": [["index": 0, "name": "H100", "memoryBytes": 85e9]],
            "variables": ["CUDA_VISIBLE_DEVICES": "0"], "notes": ["The user's name took too long and is missing."],
            "process": [
                "executable": "/opt/train", "arguments": ["--lr", "0.1", "it's; rm -rf ~", ""],
                "workingDirectory": "/w",
            ],
            "git": [
                "commit": "abc123", "branch": "main", "remoteURL": "https://example.org/code.git", "isDirty": true,
                "untrackedFiles": ["a.txt"],
            ],
        ]
        let patch = "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1,2 @@\n-old\n+new <script>\n+\u{202E}\n same\n"
        let text = try await page(
            Run(id: run, startTime: start), environment: environment,
            files: [file("r/changes.patch", ["_id": "patch", "filetype": "diff", "text": .string(patch), "size": 120])])
        #expect(
            text.contains(
                "git clone https://example.org/code.git code &amp;&amp; cd code\ngit checkout abc123\ngit apply changes.patch\n"
                    + "/opt/train --lr 0.1 &#39;it&#39;\\&#39;&#39;s; rm -rf ~&#39; &#39;&#39;</pre>"))
        for fact in ["68.7 GB", "Linux 6.1", "Xeon &lt;b&gt;", "H100", "CUDA_VISIBLE_DEVICES", "a.txt"] {
            #expect(text.contains("<bdi>\(fact)</bdi>"), "\(fact)")
        }
        #expect(text.contains("The user&#39;s name took too long and is missing."))
        #expect(text.contains(#"<a href="/api/v1/files/patch/content" download="changes.patch">"#))
        #expect(text.contains("2 lines added, 1 removed"))
        #expect(text.contains(#"<span data-line="removed">-old"#))
        #expect(text.contains(#"<span data-line="added">+new &lt;script&gt;"#))
        #expect(text.contains("+⟨U+202E⟩"))
    }

    @Test func `the command is told in one line and in parts, and nothing in it is more than a word`() async throws {
        let text = try await page(
            Run(id: run, startTime: start),
            command: [
                "bin": "python", "script": "a b.py",
                "parser": [
                    "positional": [["name": "<data>", "type": "string"]],
                    "options": [
                        "lr": ["type": "float", "default": 0.1, "description": "<b>step</b>"],
                        "net": ["type": "string", "choices": ["small", "large"]], "fast": ["type": "flag"],
                        "sizes": ["type": "int", "count": "*"],
                    ],
                ],
                "arguments": [
                    "positional": ["$(rm)"],
                    "options": ["lr": 0.5, "net": "large", "fast": true, "sizes": [1, 2], "odd%2Ename": "it's"],
                ],
            ])
        #expect(
            text.contains(
                ">python &#39;a b.py&#39; &#39;$(rm)&#39; --lr 0.5 --net large --fast --sizes 1 2 --odd.name &#39;it&#39;\\&#39;&#39;s&#39;</pre>"
            ))
        #expect(text.contains("&lt;b&gt;step&lt;/b&gt;") && text.contains("<bdi>&lt;data&gt;</bdi>"))
        #expect(text.contains("<option selected>large</option>") && text.contains(#"data-flag="--fast" checked"#))
        #expect(text.contains(#"value="1 2" data-flag="--sizes" data-several"#))
        for odd: Document in [[:], ["bin": 7], ["bin": "", "script": ""]] {
            #expect(!(try await page(Run(id: run, startTime: start), command: odd)).contains(#"id="command""#))
        }
        let strange: Document = ["bin": "x", "parser": 7, "arguments": ["positional": "x", "options": [1]]]
        #expect(
            try await page(Run(id: run, startTime: start), command: strange).contains(#"data-command="line">x</pre>"#))
    }

    @Test
    func `a repeated command has the words it had: nothing for null, several as several, all of many`() async throws {
        func line(_ command: Document) async throws -> String {
            let text = try await page(Run(id: run, startTime: start), command: command)
            let begin = try #require(text.range(of: #"data-command="line">"#)).upperBound
            let end = try #require(text[begin...].range(of: "</pre>")).lowerBound
            return String(text[begin..<end])
        }
        #expect(
            try await line([
                "bin": "tool", "script": "model train",
                "parser": ["options": ["tag": ["type": "string", "count": "*", "repeats": true]]],
                "arguments": [
                    "positional": ["in", .null, "lost"],
                    "options": ["tag": ["a", "b"], "resume": .null, "files": ["a b.txt", "c"]],
                ],
            ]) == "tool model train in --tag a --tag b --files &#39;a b.txt&#39; c")
        #expect(
            try await line([
                "bin": "tool",
                "parser": ["options": ["v": ["type": "flag"], "q": ["type": "flag"], "huge": ["type": "flag"]]],
                "arguments": [
                    "positional": ["", "out", ["a", .null, "b"]],
                    "options": ["v": 2, "q": 0, "huge": .int(.max), "files": [.null, "c"], "none": [.null]],
                ],
            ]) == "tool &#39;&#39; out a b -v -v" + String(repeating: " --huge", count: 20) + " --files c")
        #expect(
            try await line([
                "bin": "x", "parser": ["options": ["net": ["choices": ["small", ""]]]],
                "arguments": ["positional": ["a", ""], "options": ["name": "", "tags": ["", "b"], "net": ""]],
            ]) == "x a &#39;&#39; --net &#39;&#39; --name &#39;&#39; --tags &#39;&#39; b")
        let empty = try await page(
            Run(id: run, startTime: start),
            command: ["bin": "x", "arguments": ["options": ["name": "", "none": .null]]])
        #expect(empty.contains(#"value="" data-flag="--name" data-empty placeholder="''""#))
        #expect(empty.contains(#"value="" data-flag="--none" placeholder="""#))
        let counting = try await page(
            Run(id: run, startTime: start),
            command: [
                "bin": "x", "parser": ["options": ["v": ["type": "flag"]]], "arguments": ["options": ["v": 2]],
            ])
        #expect(counting.contains(#"data-flag="-v" data-times="2" checked"#))
        let many = Document((0..<250).map { ("o\($0)", .int(Int64($0))) })
        let text = try await page(
            Run(id: run, startTime: start), command: ["bin": "x", "arguments": ["options": .document(many)]])
        #expect(text.contains("--o248 248 --o249 249</pre>") && text.contains("50 more parameters stay as they were."))
        let rest = (200..<250).map { "--o\($0) \($0)" }.joined(separator: " ")
        #expect(text.contains(#"data-rest="\#(rest)""#))
    }

    @Test func `changes that were not committed are shown, however many files stand before them`() async throws {
        let pictures = (1...RunFiles.mostFiles + 1).map { file("\(1_000 + $0)/a.png", ["_id": "p\($0)"]) }
        let patch: Value = "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-old\n+new\n"
        let changes = file("changes.patch", ["_id": "patch", "filetype": "diff", "text": patch, "size": 70])
        let text = try await page(
            Run(id: run, startTime: start), environment: ["git": ["commit": "abc123"]], files: pictures + [changes])
        #expect(text.contains("git apply changes.patch"))
        #expect(text.contains(#"<a href="/api/v1/files/patch/content" download="changes.patch">"#))
        #expect(text.contains("1 lines added, 1 removed"))
    }

    @Test func `Markdown is shown as such, and a text beside what was expected`() async throws {
        let text = try await page(
            Run(id: run, startTime: start),
            files: [
                file("n.md", ["_id": "n", "label": "note", "contentType": "text/markdown", "text": "# Seen\n<b>"]),
                file(
                    "s.json",
                    [
                        "_id": "s", "label": "said", "contentType": "text/plain", "text": "a red bird",
                        "expected": "a blue bird",
                    ]),
            ])
        #expect(text.contains("<h3>Seen</h3>\n<p>&lt;b&gt;</p>"))
        #expect(text.contains("<del>blue</del><ins>red</ins>"))
    }

    @Test func `pictures that something was found in say so`() async throws {
        let picture: Document = ["label": "sky", "step": 1, "contentType": "image/png"]
        let found = picture.updated(with: ["_id": "a", "boxes": [["xStart": 0, "yStart": 0, "xEnd": 1, "yEnd": 1]]])
        let text = try await page(
            Run(id: run, startTime: start),
            files: [
                file("a.png", found),
                file("b.png", picture.updated(with: ["_id": "b", "label": "plain", "boxes": []])),
            ])
        #expect(text.matches(of: /<figure class="strip" data-boxes>/).count == 1)
        #expect(text.matches(of: /<figure class="strip">/).count == 1)
    }

    @Test func `a run that tells nothing of where it was made has no such part`() async throws {
        let text = try await page(Run(id: run, startTime: start))
        for part in ["origin", "files", "media"] { #expect(!text.contains("id=\"\(part)\"")) }
    }

    @Test func `files are listed, those of this server to be loaded`() async throws {
        let text = try await page(
            Run(id: run, startTime: start),
            files: [
                file("w/a b.bin", ["_id": "one", "filetype": "weights", "size": 1_234_567, "step": 7]),
                file("<elsewhere>", ["_id": "two", "location": "s3://bucket/key"]),
                file("gone.bin", ["_id": "three"]),
                file("moved.bin", ["_id": "four", "location": "/data/<x>/moved.bin"]),
            ], present: ["w/a b.bin"])
        #expect(text.contains(#"<a href="/api/v1/files/one/content" download><bdi>w/a b.bin</bdi></a>"#))
        #expect(text.contains(#"<td class="number">7</td><td class="number">1.23 MB</td>"#))
        // A link would lead to an error; where they are is of use.
        for (name, note) in [
            ("&lt;elsewhere&gt;", "at s3://bucket/key"), ("gone.bin", "not in the server&#39;s folders"),
            ("moved.bin", "at /data/&lt;x&gt;/moved.bin"),
        ] {
            #expect(
                text.contains(
                    #"<td class="path" title="\#(name)"><bdi>\#(name)</bdi> <span class="muted" title="\#(note)"><bdi>\#(note)</bdi></span></td>"#
                ),
                "\(name)")
        }
    }

    @Test func `pictures stand by their label with a frame for each step, and only pictures of pixels`() async throws {
        var files = (1...3).map { step in
            file(
                "s\(step).png",
                ["_id": .string("s\(step)"), "label": "samples", "step": .int(Int64(step)), "contentType": "image/png"])
        }
        files.append(file("x.svg", ["_id": "svg", "label": "drawing", "contentType": "image/svg+xml"]))
        files.append(file("y.png", ["_id": "far", "contentType": "image/png", "location": "s3://bucket/y.png"]))
        let text = try await page(Run(id: run, startTime: start), files: files)
        #expect(text.matches(of: /<figure class="strip">/).count == 1)
        #expect(text.contains(#"<img src="/api/v1/files/s3/content" alt="samples""#))
        #expect(text.contains(#"max="2" value="2""#))
        let frames = text.matches(of: /<li><a href="\/api\/v1\/files\/s(\d)\/content">(\d)<\/a><\/li>/)
        #expect(frames.map { "\($0.1)\($0.2)" } == ["11", "22", "33"])
    }

    @Test func `sounds, films and meshes have players, by their type of content or what their record calls them`()
        async throws
    {
        let text = try await page(
            Run(id: run, startTime: start),
            files: [
                file("a1.wav", ["_id": "a1", "label": "<voice>", "step": 1, "contentType": "audio/wav"]),
                file("a2.wav", ["_id": "a2", "label": "<voice>", "step": 2, "contentType": "audio/wav"]),
                file("film.webm", ["_id": "film", "filetype": "video"]),
                file("moving.gif", ["_id": "gif", "filetype": "video", "contentType": "image/gif"]),
                file("b.OBJ", ["_id": "mesh", "filetype": "mesh", "label": "bunny"]),
                file("b.stl", ["_id": "stl", "filetype": "mesh"]),
                file("notes.txt", ["_id": "txt", "filetype": "text"]),
                file("far.mp4", ["_id": "far", "filetype": "video", "location": "s3://bucket/far.mp4"]),
            ])
        #expect(text.contains(#"<h2 id="players-title">Sounds, videos and meshes</h2>"#))
        #expect(text.matches(of: /<figure class="strip player">/).count == 3)
        #expect(
            text.contains(
                #"<audio controls preload="metadata" src="/api/v1/files/a2/content" aria-label="&lt;voice&gt;""#))
        #expect(text.contains(#"<li><a href="/api/v1/files/a1/content">1</a></li>"#))
        #expect(text.contains(#"<video controls playsinline loop preload="metadata" src="/api/v1/files/film/content""#))
        #expect(text.contains(#"<img src="/api/v1/files/gif/content""#))
        #expect(text.contains(#"href="/api/v1/files/mesh/content" data-strip="link" download"#))
        #expect(!text.contains(#"src="/api/v1/files/stl"#))
        let none = try await page(Run(id: run, startTime: start))
        #expect(!none.contains(#"id="players""#))
    }

    @Test func `notes are Markdown, and system metrics stand apart`() async throws {
        let notes = Run(id: run, startTime: start, notes: "# Why\n**bold** <script>x</script> [a](javascript:x)")
        #expect(
            try await page(notes).contains(
                "<div class=\"notes\" dir=\"auto\"><h3>Why</h3>\n<p><strong>bold</strong> &lt;script&gt;x&lt;/script&gt; "
                    + "[a](javascript:x)</p>"))
        let store = MemoryStore()
        try await store.insert([Run(id: run, startTime: start).document], into: .runs)
        for metric in ["loss", "system/cpu_percent"] {
            let point = SeriesPoint(step: 1, time: start, value: 1, sequence: 1)
            try await store.append([SeriesAppend(series: SeriesID(run: run, metric: metric), points: [point])])
        }
        let text = try await WebFixture(store: store).get("/runs/\(run)").text
        let system = try #require(text.firstRange(of: #"<div class="charts-system" id="system">"#))
        #expect(text[..<system.lowerBound].contains("chart?metric=loss"))
        #expect(!text[..<system.lowerBound].contains("chart?metric=system"))
        #expect(text[system.upperBound...].contains("chart?metric=system/cpu_percent"))
    }
}
