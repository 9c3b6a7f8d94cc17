public import EventFiles
public import RegistryCore
public import TrainingLog

/// A quantity in the data of an iteration.
public enum PipelineValue: Sendable {
    /// A number: for `metric`.
    case number(Double)
    /// Numbers: for `hist`, and for `metric` as their mean.
    case numbers([Double])
    /// An image: for `image`.
    case image(ImageArray)
    /// Frames and how many a second: for `video`.
    case video([ImageArray], fps: Double)
    /// A mesh or a cloud of points: for `mesh`.
    case mesh(Mesh)
    /// A text: for `text`.
    case text(String)
    /// What a checkpoint holds: for `checkpoint`.
    case bytes([UInt8])
    /// Any value: for `hparams`.
    case value(Value)
}
