import RegistryCore
import TrackerFiles

/// Parameters as W&B keeps them.
enum WandBConfiguration {
    /// The fields of a run's parameters, whose names are escaped.
    static func items(of parameters: Document) -> [WandBItem] {
        parameters.map { name, value in
            WandBItem(path: [FieldName.unescaped(name)], value: .json(PythonJSON.bytes(value)))
        }
    }
}
