// One import for users: `import LoggerAndViewer`.
@_exported public import ArtifactRegistry
@_exported public import BSONCoding
@_exported public import ChartRendering
@_exported public import EventFiles
@_exported public import FileStorage
@_exported public import MediaFiles
@_exported public import RegistryCore
@_exported public import RegistryWeb
@_exported public import TrackerSinks
@_exported public import TrainingLog
@_exported public import Vocabularies

// Frames are pictures; the other names of the module, such as `Color`, would meet those of users.
@_exported public import struct RasterGraphics.Pixmap

#if MongoDB
    @_exported public import MongoFiles
#endif
