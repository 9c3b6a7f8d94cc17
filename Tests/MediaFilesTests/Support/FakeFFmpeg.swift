import Foundation
import MediaFiles
import RegistryTestKit

/// Programs in the place of ffmpeg, and the true one.
enum FakeFFmpeg {
    /// A shell script in a folder, as an encoder.
    static func script(_ text: String, in folder: URL) throws -> FFmpegEncoder {
        let file = folder.appending(path: "ffmpeg")
        try Data("#!/bin/sh\n\(text)\n".utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
        return try FFmpegEncoder(program: file.path)
    }

    /// The path of the true ffmpeg that the tests' Python brings; `nil` when there is none.
    static let real: String? = {
        let script = "import imageio_ffmpeg; print(imageio_ffmpeg.get_ffmpeg_exe(), end='')"
        return (try? TestPython.run(script)).map { String(decoding: $0, as: UTF8.self) }
    }()
}
