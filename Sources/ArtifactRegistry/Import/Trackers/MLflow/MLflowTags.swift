import RegistryCore

extension SourceFacts {
    /// Takes a tag of MLflow's, some of which say what a run is.
    mutating func setMLflowTag(_ name: String, _ text: String) {
        switch name {
        case "mlflow.runName": if !text.isEmpty { self.name = text }
        case "mlflow.note.content": notes = text
        case "mlflow.source.git.commit": gitCommit = text
        default: setTag(name, text)
        }
    }

    /// Takes MLflow's word for how a run is doing: a name, or in files a number.
    mutating func setMLflowStatus(_ status: String) {
        switch status.uppercased() {
        case "RUNNING", "SCHEDULED", "1", "2": self.status = .running
        case "FINISHED", "3": self.status = .finished
        case "FAILED", "4": self.status = .failed
        case "KILLED", "5": self.status = .killed
        default: self.status = nil
        }
    }
}
