import Logging
import RegistryCore
import RegistryWeb

/// What `serve` does: its settings, read.
struct ServePlan {
    let storeURL: String
    let configuration: VisualBackendConfiguration
    let watchedFolders: [String]
    let logLevel: Logger.Level
    let logFormat: LogFormat
    /// What somebody should be told who may have mistyped something; `nil` when nothing looks like it.
    let notice: String?

    /// - Throws: ``RegistryError`` with a sentence that names the setting, and where it is set.
    init(_ settings: Settings) throws(RegistryError) {
        storeURL = try settings.storeURL()
        notice = try settings.newStoreNotice()
        watchedFolders = settings[.watch].values
        logLevel = try settings.logLevel()
        logFormat = try settings.logFormat()
        let tls: TLSFiles?
        switch (settings.text(.tlsCertificate), settings.text(.tlsKey)) {
        case (let certificate?, let key?): tls = TLSFiles(certificate: certificate, key: key)
        case (nil, nil): tls = nil
        default: throw RegistryError(.invalidArgument, "tls-certificate and tls-key belong together.")
        }
        configuration = VisualBackendConfiguration(
            host: settings.text(.host) ?? "", port: try settings.port(.port), hostNames: settings[.hostName].values,
            tokenFile: settings.text(.tokens) ?? TokenFile.usualPath(),
            requiresToken: try settings.isOn(.requireToken), tls: tls, logRoot: try settings.logFolder(),
            mediaRoots: try settings.mediaFolders(),
            chartsFolder: settings.text(.charts), assetsFolder: settings.text(.assets),
            tensorBoard: TensorBoardSettings(
                program: settings.text(.tensorboard), port: try settings.port(.tensorboardPort)))
    }
}
