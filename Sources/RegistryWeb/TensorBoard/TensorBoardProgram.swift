import Foundation
import RegistryCore

/// The program `tensorboard` on this machine, and how it is called.
struct TensorBoardProgram {
    let path: String
    let arguments: [String]
    let environment: [String: String]

    /// Finds the program.
    ///
    /// - Parameters:
    ///   - logFolder: the folder that it shows.
    ///   - environment: this process's. The program gets it without what is meant for this one, such as a store's password.
    /// - Throws: ``RegistryError`` with `unavailable` that says what to install, or which name is wrong.
    init(
        settings: TensorBoardSettings, logFolder: String, environment: [String: String]
    ) throws(RegistryError) {
        path = try Self.path(settings.program, search: environment["PATH"] ?? "")
        let folder = URL(filePath: logFolder, directoryHint: .isDirectory).absoluteURL.standardizedFileURL
        arguments = ["--logdir=\(folder.path(percentEncoded: false))", "--host=127.0.0.1", "--port=\(settings.port)"]
        var own = environment.filter { !$0.key.hasPrefix("LOGGERANDVIEWER_") }
        // Its output is read as it comes.
        own["PYTHONUNBUFFERED"] = "1"
        self.environment = own
    }

    private static func path(_ named: String?, search: String) throws(RegistryError) -> String {
        if let named {
            guard isProgram(named) else {
                throw RegistryError(
                    .unavailable,
                    "\(named), which the server was told is TensorBoard, is no program that it can run. Correct --tensorboard."
                )
            }
            return URL(filePath: named).absoluteURL.path(percentEncoded: false)
        }
        let folders = search.split(separator: ":").filter { $0.hasPrefix("/") }
        guard let found = folders.lazy.map({ "\($0)/tensorboard" }).first(where: isProgram) else {
            throw RegistryError(
                .unavailable,
                "TensorBoard is not installed where the server looks for it. Install it with: pip install tensorboard "
                    + "(so that tensorboard is on the server's PATH), or start the server with --tensorboard PATH.")
        }
        return found
    }

    private static func isProgram(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
            && FileManager.default.isExecutableFile(atPath: path)
    }
}
