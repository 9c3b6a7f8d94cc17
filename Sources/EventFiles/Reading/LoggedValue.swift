/// What a value means, whichever of the forms of TensorBoard, TensorFlow, tensorboardX or PyTorch it was written in.
public enum LoggedValue: Hashable, Sendable {
    /// A number.
    case scalar(Double)
    /// Pictures of one size.
    case images(ImageStack)
    /// How many values lie in which range.
    case histogram(Histogram)
    /// Text.
    case text(LoggedText)
    /// Sounds.
    case audio(AudioClips)
    /// A precision and recall curve.
    case prCurve(PRCurve)
    /// A part of a mesh.
    case meshPart(MeshPart)
    /// The hyperparameters and metrics of an experiment.
    case experiment(HParamsExperiment)
    /// The hyperparameters of a training.
    case sessionStart(HParamsSessionStart)
    /// The end of a training.
    case sessionEnd(HParamsSessionEnd)
    /// Charts of TensorBoard's custom scalar page.
    case layout(CustomScalarLayout)
    /// A tensor of a plugin that is not known, or that does not hold what its plugin asks for. `plugin` is empty when the
    /// file names none.
    case tensor(Tensor, plugin: String)
    /// Nothing that is known.
    case other(plugin: String)
}
