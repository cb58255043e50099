namespace LowCode.Storage.Databases;

/// <summary>The few places where a statement is spelled differently on the two databases. Everything else is one text.</summary>
internal sealed record Dialect
{
    public static readonly Dialect Sqlite = new()
    {
        // Lists travel as JSON; the alias e says so in query plans.
        IsIn = (column, name) => $"{column} IN (SELECT e.value FROM json_each(@{name}) e)",
        Contains = (column, name) => $@"{column} LIKE @{name} ESCAPE '\'",
        Seconds = column => $"unixepoch({column}, 'subsec')",
        SkipLocked = "",
        ForShare = "",
    };

    public static readonly Dialect Postgres = new()
    {
        IsIn = (column, name) => $"{column} = ANY(@{name})",
        Contains = (column, name) => $@"{column} ILIKE @{name} ESCAPE '\'",
        Seconds = column => $"CAST(EXTRACT(EPOCH FROM CAST({column} AS TIMESTAMPTZ)) AS DOUBLE PRECISION)",
        SkipLocked = "FOR UPDATE SKIP LOCKED",
        ForShare = "FOR SHARE",
    };

    /// <summary>The column is one of the texts of a parameter.</summary>
    public required Func<string, string, string> IsIn { get; init; }

    /// <summary>The column holds the pattern of a parameter, small or capital letters alike.</summary>
    public required Func<string, string, string> Contains { get; init; }

    /// <summary>A time as seconds with their fraction.</summary>
    public required Func<string, string> Seconds { get; init; }

    /// <summary>Takes the rows found and passes over those that another node takes now. Empty where there is one writer.</summary>
    public required string SkipLocked { get; init; }

    /// <summary>Holds back who wants to change the rows found until the transaction ends. Empty where there is one writer.</summary>
    public required string ForShare { get; init; }
}
