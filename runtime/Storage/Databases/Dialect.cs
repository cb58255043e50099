using System.Globalization;
using LowCode.Storage.Rows;

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
        DecimalOf = DecimalKey.Of,
        AsDecimal = value => value,
        SkipLocked = "",
        ForShare = "",
    };

    public static readonly Dialect Postgres = new()
    {
        IsIn = (column, name) => $"{column} = ANY(@{name})",
        Contains = (column, name) => $@"{column} ILIKE @{name} ESCAPE '\'",
        Seconds = column => $"CAST(EXTRACT(EPOCH FROM CAST({column} AS TIMESTAMPTZ)) AS DOUBLE PRECISION)",
        DecimalOf = number => number.ToString(CultureInfo.InvariantCulture),
        AsDecimal = value => $"CAST({value} AS NUMERIC)",
        SkipLocked = "FOR UPDATE SKIP LOCKED",
        ForShare = "FOR SHARE",
    };

    /// <summary>The column is one of the texts of a parameter.</summary>
    public required Func<string, string, string> IsIn { get; init; }

    /// <summary>The column holds the pattern of a parameter, small or capital letters alike.</summary>
    public required Func<string, string, string> Contains { get; init; }

    /// <summary>A time as seconds with their fraction.</summary>
    public required Func<string, string> Seconds { get; init; }

    /// <summary>A decimal as it travels: a text, exact.</summary>
    public required Func<decimal, string> DecimalOf { get; init; }

    /// <summary>That text where it meets a column of decimals.</summary>
    public required Func<string, string> AsDecimal { get; init; }

    /// <summary>Takes the rows found and passes over those that another node takes now. Empty where there is one writer.</summary>
    public required string SkipLocked { get; init; }

    /// <summary>Holds back who wants to change the rows found until the transaction ends. Empty where there is one writer.</summary>
    public required string ForShare { get; init; }
}
