import Foundation
import RasterGraphics
import RegistryTestKit

/// Animations as Pillow reads them.
struct Pillow {
    /// Why it cannot be used here; `nil` when it can.
    static let absence: String? = {
        do {
            _ = try TestPython.run("import PIL.Image")
            return nil
        } catch {
            return "not run: \(error)"
        }
    }()

    /// What is said of an animation beside its pixels.
    struct Facts: Decodable {
        let width: Int
        let height: Int
        /// How long each frame lasts, in milliseconds.
        let durations: [Double]
        /// 0 for ever; `nil` when the file does not say.
        let loop: Int?
    }

    let facts: Facts
    let frames: [Pixmap]

    init(_ bytes: [UInt8], ending: String) async throws {
        (facts, frames) = try await withTemporaryFolder { folder in
            let file = folder.appending(path: "animation.\(ending)")
            let pixels = folder.appending(path: "pixels")
            try Data(bytes).write(to: file)
            let script = """
                import json, sys
                from PIL import Image
                im = Image.open(sys.argv[1])
                durations = []
                with open(sys.argv[2], "wb") as out:
                    for i in range(getattr(im, "n_frames", 1)):
                        im.seek(i)
                        im.load()
                        durations.append(im.info.get("duration", 0))
                        out.write(im.convert("RGBA").tobytes())
                print(json.dumps(dict(width=im.width, height=im.height, durations=durations, loop=im.info.get("loop"))))
                """
            let facts = try JSONDecoder().decode(Facts.self, from: TestPython.run(script, file.path, pixels.path))
            let all = [UInt8](try Data(contentsOf: pixels))
            let size = facts.width * facts.height * 4
            let frames = try stride(from: 0, to: all.count, by: size).map {
                try Pixmap(width: facts.width, height: facts.height, rgba: Array(all[$0..<$0 + size]))
            }
            return (facts, frames)
        }
    }
}

extension Pixmap {
    /// The same picture with all invisible pixels alike: readers differ in what colour they give them.
    var withoutHiddenColors: Pixmap {
        get throws {
            var bytes = bytes
            for index in stride(from: 0, to: bytes.count, by: 4) where bytes[index + 3] == 0 {
                (bytes[index], bytes[index + 1], bytes[index + 2]) = (0, 0, 0)
            }
            return try Pixmap(width: width, height: height, rgba: bytes)
        }
    }
}
