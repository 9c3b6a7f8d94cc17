/// The name of a column. Names are the same when their bytes are: `String` takes different bytes of the same look, such
/// as an accented letter in one piece and in two, for one name, and records do not.
struct CSVColumn: Hashable {
    let name: String

    static func == (left: CSVColumn, right: CSVColumn) -> Bool {
        left.name.utf8.elementsEqual(right.name.utf8)
    }

    func hash(into hasher: inout Hasher) {
        for byte in name.utf8 { hasher.combine(byte) }
    }
}
