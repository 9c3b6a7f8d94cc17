/// What happens while a folder of logs is followed whose kind is found out.
public enum LogFolderWatchEvent: Sendable {
    /// Nothing in the folder says yet what it is, or it is not there; said once.
    case waiting
    /// Something happened while it was followed as TensorBoard's.
    case tensorboard(TensorBoardWatchEvent)
    /// Something happened while it was followed as lavd's.
    case lavd(LavdWatchEvent)
    /// It was followed as TensorBoard's, files of lavd's came into it, and from here on it is followed as lavd's.
    ///
    /// The runs that were made of its event files, by their names in TensorBoard, stay in the registry and go on no more: they are the
    /// user's to delete. `.` is the folder itself.
    case becameLavd(leftRuns: [String])
}
