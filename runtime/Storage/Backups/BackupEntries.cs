namespace LowCode.Storage.Backups;

/// <summary>Names of what a backup holds.</summary>
internal static class BackupEntries
{
    /// <summary>The first: what this is, so that what cannot be restored is refused before anything is unpacked.</summary>
    public const string Manifest = "manifest.json";

    public const string Database = "database";

    /// <summary>Folder of attachments and contents.</summary>
    public const string Attachments = "attachments";

    /// <summary>The last: the manifest with all files. A file of the first format has none.</summary>
    public const string Files = "files.json";

    /// <summary>No path leads out of the folder that it is unpacked into.</summary>
    public static bool IsContent(string name) =>
        name == Database
        || (name.StartsWith(Attachments + "/", StringComparison.Ordinal) && !name.Contains("..", StringComparison.Ordinal) && !name.Contains('\\', StringComparison.Ordinal) && !Path.IsPathRooted(name));
}
