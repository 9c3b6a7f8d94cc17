/// Which colours a page has.
enum Theme: String {
    case light, dark
    /// As the reader's system has it.
    case system
}
