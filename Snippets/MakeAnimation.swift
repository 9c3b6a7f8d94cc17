// Makes an animation of pictures. GIF and APNG need no other program; for MP4 and WebM there is `FFmpegEncoder`, and files
// of pictures become a video by `FramePattern("frames/*.png").makeVideo(output: file, fps: 20)`.
import Foundation
import LoggerAndViewer

let frames = try (0..<24).map { frame in
    let rgba = (0..<64 * 64).flatMap { place -> [UInt8] in
        let isInside = abs(place % 64 - frame * 2 - 8) < 8 && abs(place / 64 - 32) < 8
        return isInside ? [213, 94, 0, 255] : [255, 255, 255, 255]
    }
    return try Pixmap(width: 64, height: 64, rgba: rgba)
}
let folder = FileManager.default.temporaryDirectory
let gif = try GIFEncoder(dithering: .floydSteinberg).encode(frames, fps: 12)
try Data(gif.bytes).write(to: folder.appending(path: "square.gif"))
try Data(APNGEncoder().encode(frames, fps: 12)).write(to: folder.appending(path: "square.png"))
print("\(gif.frameCount) frames in \(gif.bytes.count) bytes, colour error \(gif.meanColorError)")
