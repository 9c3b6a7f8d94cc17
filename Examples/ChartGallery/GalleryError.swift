/// Why the gallery could not be made.
struct GalleryError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
