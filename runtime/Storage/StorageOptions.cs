using Npgsql;

namespace LowCode.Storage;

/// <summary>Where the data lies: in one file of the data folder (SQLite), or in a PostgreSQL database; attachments always in the folder.</summary>
public sealed class StorageOptions
{
    /// <summary>Folder of the database and the attachments; made where it is missing.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Null (default): SQLite. Otherwise the database of the product, in Npgsql's notation (<c>Host=...;Database=...</c>).</summary>
    public string? PostgresConnection { get; init; }

    /// <summary>Who owns the tables and migrates them; null (default): the user of <see cref="PostgresConnection"/>.</summary>
    public string? PostgresOwnerConnection { get; init; }

    /// <summary>Nodes on one PostgreSQL database tell one another what they commit (NOTIFY). False: they find it by looking every few seconds.</summary>
    public bool UsesNotify { get; init; } = true;

    /// <summary>Bursts that one transaction may carry; 1 to 1000, default 128.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>Milliseconds to wait for another process that writes to the same SQLite file; default 10,000. After that the store counts as unreachable.</summary>
    public int BusyTimeout { get; init; } = 10_000;

    /// <summary>When SQLite waits for the disk. Only tests say otherwise, to see that they would notice.</summary>
    internal string Synchronous { get; init; } = "FULL";

    public string DatabaseFile => Path.Combine(DataFolder, "lowcode.db");

    /// <summary>Why a text is no PostgreSQL connection; null: it is one.</summary>
    public static string? ProblemOf(string postgresConnection)
    {
        try
        {
            return string.IsNullOrWhiteSpace(new NpgsqlConnectionStringBuilder(postgresConnection).Host) ? "Expected a Host, but there is none." : null;
        }
        catch (ArgumentException problem)
        {
            return problem.Message;
        }
    }

    /// <exception cref="ArgumentException">A value is out of its limits.</exception>
    public void Validate()
    {
        if (string.IsNullOrWhiteSpace(DataFolder))
        {
            throw new ArgumentException("Expected the name of a data folder, but it is empty.");
        }

        foreach (var connection in new[] { PostgresConnection, PostgresOwnerConnection }.OfType<string>())
        {
            if (ProblemOf(connection) is { } problem)
            {
                throw new ArgumentException($"Expected a PostgreSQL connection, but: {problem}");
            }
        }

        if (BatchSize is < 1 or > 1000)
        {
            throw new ArgumentException($"Expected a batch size of 1 to 1000, but it is {BatchSize}.");
        }

        if (BusyTimeout < 0)
        {
            throw new ArgumentException($"Expected a busy timeout of 0 ms or more, but it is {BusyTimeout}.");
        }
    }
}
