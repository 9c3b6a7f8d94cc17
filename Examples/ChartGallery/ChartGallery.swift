import Foundation

/// Draws the pictures of `Documentation/Gallery.md` and writes the page.
///
///     ChartGallery [PACKAGE-FOLDER]
///
/// The folder is the current one by default. `make gallery` runs it.
@main
enum ChartGallery {
    static func main() {
        let root = URL(filePath: CommandLine.arguments.dropFirst().first ?? ".")
        do {
            let size = try Gallery(root: root).write()
            print("\(Gallery.plates.count) plates, \(size / 1_000) kB of pictures: \(Gallery.pagePath)")
        } catch {
            FileHandle.standardError.write(Data("error: \(error)\n".utf8))
            exit(1)
        }
    }
}
