using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace LowCode.Storage.Postgres;

/// <summary>A statement with its named values numbered, as PostgreSQL takes them: done once a text, not once a call.</summary>
/// <param name="Names">The name of <c>$1</c>, <c>$2</c> and so on.</param>
internal sealed partial record PositionalSql(string Text, IReadOnlyList<string> Names)
{
    /// <summary>Texts that are remembered. Those of the code are fewer; what is composed from what people ask for has no end.</summary>
    internal const int Most = 2_000;

    private static readonly ConcurrentDictionary<string, PositionalSql> _known = new(StringComparer.Ordinal);

    internal static int Remembered => _known.Count;

    public static PositionalSql Of(string sql)
    {
        if (_known.TryGetValue(sql, out var known))
        {
            return known;
        }

        var translated = Translate(sql);
        if (_known.Count >= Most)
        {
            _known.Clear();
        }

        _known.TryAdd(sql, translated);
        return translated;
    }

    private static PositionalSql Translate(string sql)
    {
        var names = new List<string>();
        var text = Name().Replace(sql, match =>
        {
            var name = match.Groups[1].Value;
            if (!names.Contains(name))
            {
                names.Add(name);
            }

            return $"${names.IndexOf(name) + 1}";
        });
        return new PositionalSql(text, names);
    }

    [GeneratedRegex(@"@(\w+)")]
    private static partial Regex Name();
}
