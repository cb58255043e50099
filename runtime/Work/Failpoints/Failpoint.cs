using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace LowCode.Work.Failpoints;

/// <summary>
/// Where a crash test ends this process as a power cut would. Inert unless <c>LOWCODE_FAILPOINT</c> names a point and how often it is
/// passed, as in <c>before-commit:37</c>: the 37th passage does not return. Statements name their points themselves:
/// <c>before-delete-bookmark</c>, <c>after-commit</c>.
/// </summary>
public static partial class Failpoint
{
    private const string Variable = "LOWCODE_FAILPOINT";

    private static readonly (string Name, int Passage)? _armed = Read(Environment.GetEnvironmentVariable(Variable));
    private static int _passed;

    /// <summary>Whether a passage of a point counts now, as the program says that is to be ended under load; null: each counts.</summary>
    public static Func<string, bool>? Counts { get; set; }

    /// <summary>Passes a point by its name.</summary>
    public static void Pass(string name)
    {
        if (_armed is { } armed && armed.Name == name && Counts?.Invoke(name) != false && Interlocked.Increment(ref _passed) == armed.Passage)
        {
            End();
        }
    }

    /// <summary>Ends this process here: no finally, no flush, no answer.</summary>
    [DoesNotReturn]
    public static void End()
    {
        Process.GetCurrentProcess().Kill();
        new ManualResetEventSlim().Wait();
        throw new UnreachableException();
    }

    /// <summary>Passes the point in front of a statement.</summary>
    public static void Before(string sql)
    {
        if (_armed is not null)
        {
            Pass("before-" + NameOf(sql));
        }
    }

    /// <summary>Passes the point behind a statement.</summary>
    public static void After(string sql)
    {
        if (_armed is not null)
        {
            Pass("after-" + NameOf(sql));
        }
    }

    /// <summary>What a statement does to which table, or its first word.</summary>
    private static string NameOf(string sql)
    {
        if (Change().Match(sql) is { Success: true } change)
        {
            return $"{change.Groups[1].Value.ToLowerInvariant()}-{change.Groups[2].Value.ToLowerInvariant()}";
        }

        return Source().Match(sql) is { Success: true } source
            ? "select-" + source.Groups[1].Value.ToLowerInvariant()
            : sql.Split(' ', 2)[0].ToLowerInvariant();
    }

    /// <exception cref="FormatException">The variable is set, but not as <c>NAME:PASSAGE</c>.</exception>
    private static (string Name, int Passage)? Read(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var parts = text.Split(':');
        return parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var passage)
            ? (parts[0], passage)
            : throw new FormatException($"Expected {Variable} as NAME:PASSAGE, but it is '{text}'.");
    }

    [GeneratedRegex(@"\b(INSERT|DELETE|UPDATE)\s+(?:INTO\s+|FROM\s+)?(?!SET\b)(\w+)", RegexOptions.IgnoreCase)]
    private static partial Regex Change();

    [GeneratedRegex(@"\bFROM\s+(\w+)", RegexOptions.IgnoreCase)]
    private static partial Regex Source();
}
