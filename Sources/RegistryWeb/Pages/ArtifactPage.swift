/// One artifact: all that its record has.
struct ArtifactPage: PageContent {
    static let template = "artifact"

    /// A field that is a document, as names and values.
    struct Nest {
        let nestName: String
        let nestNameInFull: String
        let facts: [RunPage.Fact]
        /// What is said when not all of it is shown; `nil` when it is.
        let nestNote: String?
    }

    /// A long text, or a list, as it is.
    struct Block {
        let blockName: String
        let blockNameInFull: String
        let blockText: String
        let isCode: Bool
    }

    /// A picture that the record names.
    struct Picture {
        let pictureName: String
        let pictureAddress: String
    }

    let frame: Frame
    let heading: String
    let headingInFull: String
    let artifactID: String
    /// Where it is deleted and restored.
    let artifactAddress: String
    /// What its run is called; `nil` when it has none.
    let runName: String?
    /// Where its run is; `nil` when it has none, or one that is gone.
    let runAddress: String?
    /// When it was logged, in UTC; `nil` when its identifier does not say.
    let logged: String?
    let loggedInFull: String
    let facts: [RunPage.Fact]
    let hasFacts: Bool
    let nests: [Nest]
    let matrices: [ComparePage.MatrixFigure]
    let hasMatrices: Bool
    let blocks: [Block]
    let pictures: [Picture]
    let hasPictures: Bool
    let files: [RunFiles.File]
    let hasFiles: Bool
    /// All of them are here.
    let hasMoreFiles = false
    /// What is not shown, in sentences.
    let notes: [String]
}
