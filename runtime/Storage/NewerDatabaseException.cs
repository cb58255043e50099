namespace LowCode.Storage;

/// <summary>The database was written by a newer version of the product; nothing was changed.</summary>
public sealed class NewerDatabaseException(string database, long found, long known) : InvalidOperationException(
    $"Expected a database of schema version {known} or older, but {database} has version {found}: a newer version of the product wrote it.")
{
    /// <summary>File or name.</summary>
    public string Database => database;

    /// <summary>Schema version of the database.</summary>
    public long Found => found;

    /// <summary>The newest that this build knows.</summary>
    public long Known => known;
}
