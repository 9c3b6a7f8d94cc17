/// The names of TensorBoard's plugins.
package enum PluginName {
    static let scalars = "scalars"
    static let images = "images"
    static let histograms = "histograms"
    static let text = "text"
    static let audio = "audio"
    static let prCurves = "pr_curves"
    package static let mesh = "mesh"
    static let hparams = "hparams"
    static let customScalars = "custom_scalars"
}
