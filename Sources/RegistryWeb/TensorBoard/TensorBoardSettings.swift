/// Which TensorBoard the server starts when somebody asks for it, and where that listens.
public struct TensorBoardSettings: Sendable {
    /// The program's path. Default `nil`: `tensorboard` is looked for on the `PATH`.
    public var program: String?

    /// The port on 127.0.0.1; 0 takes any free one. Default 0.
    public var port: Int

    /// Settings; each default is said at its property.
    public init(program: String? = nil, port: Int = 0) {
        self.program = program
        self.port = port
    }
}
