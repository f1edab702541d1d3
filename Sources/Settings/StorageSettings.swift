/// Where things are kept.
package struct StorageSettings: Sendable {
    /// The folder of everything that is not said to be elsewhere. Absolute, as all paths here.
    package let dataFolder: String
    package let previewFolder: String
    package let temporaryFolder: String
    package let database: DatabaseChoice
    /// Connections that read SQLite at once.
    package let readers: Int
    /// Connections to PostgreSQL at most.
    package let connections: Int
    /// Seconds that one statement may take on PostgreSQL.
    package let statementTimeout: Int
    /// Whether files go when what they belong to is deleted.
    package let removesFiles: Bool
    /// Width times height of the largest picture that is opened.
    package let maximumPixels: Int

    init(_ reader: inout SettingsReader) {
        reader.section = "Storage"
        self.dataFolder = reader.folder(
            "TSUBAME_DATA", "Folder of the database, the previews and the secret key.", default: "data")
        self.previewFolder = reader.folder(
            "PREVIEW_FOLDER", also: ["THUMBNAIL_FOLDER"], "Folder of pictures, movies and other files.",
            default: SettingsReader.join(self.dataFolder, "previews"))
        self.temporaryFolder = reader.folder(
            "TMP_DIR", "Folder of uploads on their way; best on the same disk as the previews.",
            default: SettingsReader.join(self.dataFolder, "tmp"))
        self.database = reader.database(dataFolder: self.dataFolder)
        self.readers = reader.read(
            "TSUBAME_READERS", "Connections that read SQLite at once.", .number(in: 1...64), default: 4)
        self.connections = reader.read(
            "TSUBAME_DB_CONNECTIONS", also: ["DB_POOL_SIZE"],
            "Connections to PostgreSQL at most; half of them read, or two for each core.",
            .number(in: 2...200), default: 12)
        self.statementTimeout = reader.read(
            "TSUBAME_STATEMENT_TIMEOUT", "Time that one statement may take on PostgreSQL.", .seconds(in: 1...86_400),
            default: 60)
        self.removesFiles = reader.read(
            "REMOVE_FILES", "Whether files are deleted with what they belong to.", .flag, default: false)
        self.maximumPixels = reader.read(
            "MAX_IMAGE_PIXELS", "Width times height of the largest picture that is opened.",
            .number(in: 1...10_000_000_000), default: 400_000_000)
        reader.refuse("FS_BACKEND", "Where files are stored.", unless: "local", "files are kept in PREVIEW_FOLDER")
    }
}
