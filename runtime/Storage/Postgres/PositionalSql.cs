using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace LowCode.Storage.Postgres;

/// <summary>A statement with its named values numbered, as PostgreSQL takes them: done once a text, not once a call.</summary>
/// <param name="Names">The name of <c>$1</c>, <c>$2</c> and so on.</param>
internal sealed partial record PositionalSql(string Text, IReadOnlyList<string> Names)
{
    private static readonly ConcurrentDictionary<string, PositionalSql> _known = new(StringComparer.Ordinal);

    public static PositionalSql Of(string sql) => _known.GetOrAdd(sql, Translate);

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
