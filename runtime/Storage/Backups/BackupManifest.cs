namespace LowCode.Storage.Backups;

/// <summary>What is in a backup, and what each file must hash to.</summary>
/// <param name="Format">lowcode.backup/2; files of lowcode.backup/1, which name all their files at the beginning, are restored too.</param>
/// <param name="Store">sqlite or postgres.</param>
/// <param name="SchemaVersion">Of the build that made it; an older or equal one is restored and migrated.</param>
/// <param name="Files">As the first entry of a file it names none: what was packed is known at the end.</param>
public sealed record BackupManifest(string Format, DateTimeOffset CreatedAt, string Store, int SchemaVersion, IReadOnlyList<BackupFile> Files)
{
    public const string Newest = "lowcode.backup/2";

    /// <summary>Its first entry names all files.</summary>
    internal const string First = "lowcode.backup/1";

    /// <summary>Files that went while the backup was made, and that nothing in it needs.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];
}

/// <param name="Name">Path in the backup: <c>database</c>, <c>attachments/...</c>.</param>
/// <param name="Sha256">Lower case hex.</param>
public sealed record BackupFile(string Name, long Bytes, string Sha256);
