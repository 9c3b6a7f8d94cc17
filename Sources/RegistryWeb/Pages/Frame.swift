/// What is around every page: the rail, the top line, the look.
struct Frame {
    /// Which place of the rail a page belongs to.
    enum Section {
        case artifacts, runs, live, compare, files
        /// The page that asks for a token.
        case login
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
    let isArtifacts: Bool
    let isRuns: Bool
    let isLive: Bool
    let isCompare: Bool
    let isFiles: Bool
    /// Whether the reader came with a session that can be ended.
    let canLogOut: Bool
    /// Whether a link leads to the page that asks for a token: for who is not let in.
    let canLogIn: Bool
    /// Whether the reader may change what is stored: pages show others no buttons for it. The server refuses them anyway.
    let mayChange: Bool
    /// Whether the reader may delete and restore.
    let mayDelete: Bool

    /// - Parameters:
    ///   - isPrivate: whether the page is for people who are not let in, and tells nothing about the store. Default: it is
    ///     for those who are.
    init(title: String, section: Section, site: Site, theme: Theme, isPrivate: Bool = false) {
        self.title = VisibleText.short(title)
        storeName = isPrivate ? nil : site.storeName
        canLogOut = Visitor.current.hasSession
        canLogIn = isPrivate && section != .login
        // Who was asked for no token may do everything.
        let role: AccessRole? = isPrivate ? nil : Visitor.current.token.map(\.role) ?? .admin
        mayChange = role.map { $0 >= .write } ?? false
        mayDelete = role.map { $0 >= .admin } ?? false
        assets = site.assetVersion
        self.theme = theme.rawValue
        isArtifacts = section == .artifacts
        isRuns = section == .runs
        isLive = section == .live
        isCompare = section == .compare
        isFiles = section == .files
    }
}
