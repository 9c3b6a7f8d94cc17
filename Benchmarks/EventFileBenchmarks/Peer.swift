/// What `event_file_peer.py` knows.
enum Peer: String, CaseIterable {
    case writeTensorboardX = "write-tensorboardx"
    case writeTensorboard = "write-tensorboard"
    case readTensorboard = "read-tensorboard"

    var title: String {
        switch self {
        case .writeTensorboardX: "write scalars: tensorboardX SummaryWriter"
        case .writeTensorboard: "write scalars: tensorboard EventFileWriter"
        case .readTensorboard: "read scalars: tensorboard EventAccumulator"
        }
    }
}
