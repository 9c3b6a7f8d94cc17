public import RegistryCore

extension Logger {
    /// Logs one number: a scalar of TensorBoard and a point of the run's series of this name.
    ///
    /// The fastest call: about a quarter of a microsecond. NaN and the infinities are numbers like any other. A step that is logged
    /// again keeps both.
    ///
    /// - Parameters:
    ///   - name: The series, for example `train/loss`.
    ///   - value: The number.
    ///   - step: Where it stands on the training's axis.
    public func logScalar(_ name: String, _ value: Double, step: Step) {
        guard let recorder, toggle.isOn, recorder.isInItsProcess() else { return }
        let time = recorder.surroundings.now()
        recorder.append { $0.addScalar(name, value, step: step, time: time) }
    }

    /// Logs several numbers of one step, as ``logScalar(_:_:step:)`` does each.
    public func logScalars(_ values: [String: Double], step: Step) {
        guard let recorder, toggle.isOn, recorder.isInItsProcess(), !values.isEmpty else { return }
        let time = recorder.surroundings.now()
        recorder.append { $0.addScalars(values, step: step, time: time) }
    }
}
