/// What is around every page: the rail, the top line, the look.
struct Frame {
    /// Which place of the rail a page belongs to.
    enum Section {
        case artifacts, runs, compare, files
        case none
    }

    /// The page's title.
    let title: String
    /// The store in use, without credentials; `nil` on a page that tells nothing about it.
    let storeName: String?
    /// `light`, `dark` or `system`.
    let theme: String
    /// The version of the browser's files, part of their addresses.
    let assets: String
    /// The names of the modules that are fetched at once, because the page's plots need them.
    let modules: [String]
    let isArtifacts: Bool
    let isRuns: Bool
    let isCompare: Bool
    let isFiles: Bool
    /// Whether the reader came with a session that can be ended.
    let canLogOut: Bool

    /// - Parameters:
    ///   - isPrivate: whether the page is for people who are not let in, and tells nothing about the store. Default: it is
    ///     for those who are.
    ///   - modules: the names of the modules that are fetched at once. Default: none.
    init(title: String, section: Section, site: Site, theme: Theme, isPrivate: Bool = false, modules: [String] = []) {
        self.title = VisibleText.short(title)
        storeName = isPrivate ? nil : site.storeName
        canLogOut = Visitor.current.hasSession
        assets = site.assetVersion
        self.modules = modules
        self.theme = theme.rawValue
        isArtifacts = section == .artifacts
        isRuns = section == .runs
        isCompare = section == .compare
        isFiles = section == .files
    }
}

/// What all pages of one server share.
struct Site: Sendable {
    /// The store in use, without credentials.
    let storeName: String
    /// The version of the browser's files.
    let assetVersion: String
    /// The names of the modules that plots need.
    let plotModules: [String]
    /// The names of the modules that the comparison of runs needs.
    let comparisonModules: [String]
}
