import RegistryCore
import TrainingLog

/// The files of an image, under the names that MLflow's `log_image` gives them: its pages find key, step and time in them.
///
/// The same entry has the same names, so that one that comes again replaces itself.
struct MLflowImage {
    /// The image's own file, and the one of at most 256 pixels that pages of many images show.
    let files: [(name: String, png: [UInt8])]

    /// The longest side of the small one, as in MLflow.
    private static let smallSide = 256

    /// - Throws: `RasterError` for an image that cannot be drawn.
    init(_ image: LoggedImage, step: Step, time: WallTime, run: RunID, sequence: Int64) throws {
        let png = try image.png()
        let stem =
            "images/\(Self.key(image.tag))+step+\(step.rawValue)+timestamp+\(time.millisecondsSince1970)+"
            + Self.uuid(run, sequence)
        let small = max(image.width, image.height) > Self.smallSide ? try Self.small(image).png() : png
        files = [("\(stem).png", png), ("\(stem)+compressed.png", small)]
    }

    /// What MLflow lets a key of an image have; `/` is `~`, `%` and `+` would part the name.
    private static func key(_ tag: String) -> String {
        let key = tag.unicodeScalars.prefix(100).map { scalar -> Character in
            if scalar == "/" { return "~" }
            let isPlain =
                scalar.isASCII
                && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                    || "_-. ".unicodeScalars.contains(scalar))
            return isPlain ? Character(scalar) : "_"
        }
        return key.isEmpty || key.first == "." ? "_" + String(key) : String(key)
    }

    /// The form of an UUID, made of what is the entry's own.
    private static func uuid(_ run: RunID, _ sequence: Int64) -> String {
        let digits = Array(SHA256.hexadecimalDigest(of: Array("\(run) \(sequence)".utf8)))
        var text = ""
        for (index, digit) in digits.prefix(32).enumerated() {
            if [8, 12, 16, 20].contains(index) { text.append("-") }
            text.append(digit)
        }
        return text
    }

    /// The image with each pixel the mean of those that it stands for.
    private static func small(_ image: LoggedImage) -> LoggedImage {
        let longest = max(image.width, image.height)
        let width = max(1, image.width * smallSide / longest)
        let height = max(1, image.height * smallSide / longest)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(width * height * image.channels)
        for row in 0..<height {
            let rows = row * image.height / height..<(row + 1) * image.height / height
            for column in 0..<width {
                let columns = column * image.width / width..<(column + 1) * image.width / width
                for channel in 0..<image.channels {
                    var sum = 0
                    for y in rows {
                        for x in columns { sum += Int(image.bytes[(y * image.width + x) * image.channels + channel]) }
                    }
                    bytes.append(UInt8(sum / max(1, rows.count * columns.count)))
                }
            }
        }
        return LoggedImage(
            tag: image.tag, fileName: image.fileName, width: width, height: height, channels: image.channels,
            bytes: bytes)
    }
}
