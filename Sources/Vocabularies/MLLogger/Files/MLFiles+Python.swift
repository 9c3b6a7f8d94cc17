public import RegistryCore

/// Words of ml-logger's for files that only Python reads. They are here to say what to do instead.
extension MLFiles {
    /// Always throws: a pickle is a program that runs when it is opened. Neither is one written here, nor opened.
    ///
    /// - Throws: ``RegistryError`` with `unsupported`, which names what to save instead.
    public func savePkl(_ data: some Encodable, _ fileName: String) throws(RegistryError) {
        throw RegistryError(
            .unsupported,
            "\(fileName) is not saved: a pickle runs as a program when it is opened. Save the value with save(_:_:), as JSON, "
                + "which Python reads with json.load, or its bytes.")
    }

    /// Always throws: a file of torch.save is a pickle.
    ///
    /// - Throws: ``RegistryError`` with `unsupported`, which names the conversion.
    public func loadTorch(_ fileName: String) throws(RegistryError) -> [UInt8] {
        throw RegistryError(
            .unsupported,
            "\(fileName) is not opened: files of torch.save are pickles, which run as programs. Convert it in Python, with "
                + "safetensors.torch.save_file(torch.load(path, weights_only=True), …), and read the bytes with load(_:)."
        )
    }
}
