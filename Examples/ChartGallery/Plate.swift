import ChartRendering

/// One kind of chart in the gallery.
struct Plate: Sendable, CustomStringConvertible {
    /// What a plate is drawn as.
    enum Drawing: Sendable {
        /// A PNG file.
        case picture(@Sendable (ChartTheme) throws -> [UInt8])
        /// Lines of text.
        case text(@Sendable () throws -> String)
    }

    /// The name of its files, and of its snippet.
    let name: String
    /// The heading.
    let title: String
    /// One sentence: what it shows, and which type makes it.
    let summary: String
    /// What it is drawn as.
    let drawing: Drawing
    /// The source file that has its snippet.
    let file: String

    /// A plate that is a PNG file.
    init(
        _ name: String, _ title: String, _ summary: String, file: String = #fileID,
        picture: @escaping @Sendable (ChartTheme) throws -> [UInt8]
    ) {
        self.init(name, title, summary, file: file, drawing: .picture(picture))
    }

    /// A plate that is text.
    init(
        _ name: String, _ title: String, _ summary: String, file: String = #fileID,
        text: @escaping @Sendable () throws -> String
    ) {
        self.init(name, title, summary, file: file, drawing: .text(text))
    }

    private init(_ name: String, _ title: String, _ summary: String, file: String, drawing: Drawing) {
        self.name = name
        self.title = title
        self.summary = summary
        self.drawing = drawing
        self.file = String(file.split(separator: "/").last ?? "")
    }

    var description: String { name }

    /// The name of its picture in a theme.
    func fileName(_ theme: PlateTheme) -> String { "\(name)-\(theme).png" }

    /// Its picture in a theme; `nil` for text.
    func png(_ theme: ChartTheme) throws -> [UInt8]? {
        guard case .picture(let draw) = drawing else { return nil }
        return try draw(theme)
    }
}

extension ChartSize {
    /// The size of a plate in screen pixels; small, because all of them are committed.
    static func plate(width: Int = 480, height: Int = 320) throws(ChartError) -> ChartSize {
        try ChartSize(width: width, height: height)
    }
}
