namespace LowCode.Storage.Backups;

/// <summary>First entry of a backup: what is in it, and what each file must hash to.</summary>
/// <param name="Format">lowcode.backup/1</param>
/// <param name="Store">sqlite or postgres.</param>
/// <param name="SchemaVersion">Of the build that made it; an older or equal one is restored and migrated.</param>
public sealed record BackupManifest(string Format, DateTimeOffset CreatedAt, string Store, int SchemaVersion, IReadOnlyList<BackupFile> Files)
{
    public const string Newest = "lowcode.backup/1";
}

/// <param name="Name">Path in the backup: <c>database</c>, <c>attachments/...</c>.</param>
/// <param name="Sha256">Lower case hex.</param>
public sealed record BackupFile(string Name, long Bytes, string Sha256);
