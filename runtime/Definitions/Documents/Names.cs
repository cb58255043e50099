using System.Text.RegularExpressions;

namespace LowCode.Definitions.Documents;

/// <summary>The spellings that documents allow for what other documents refer to, and where each name was used first.</summary>
internal static partial class Names
{
    /// <summary>Member names of case data: they are read by scripts and columns too.</summary>
    public static bool IsKey(string name) => Key().IsMatch(name);

    /// <summary>Ids and codes: letters, digits, <c>. _ -</c>, at most 80 characters.</summary>
    public static bool IsId(string name) => Id().IsMatch(name);

    /// <summary>Reports names that are misspelled and names that came before. Empty ones were reported when they were read.</summary>
    public static void Check(IEnumerable<string> names, Func<int, string> pathOf, Func<string, bool> isGood, ProblemList problems)
    {
        var first = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (index, name) in names.Index())
        {
            if (name.Length == 0)
            {
                continue;
            }

            var path = pathOf(index);
            if (!isGood(name))
            {
                problems.Add(path, isGood == IsKey ? "document.bad-key" : "document.bad-id", name);
            }

            if (!first.TryAdd(name, path))
            {
                problems.Add(path, "document.duplicate", name, first[name]);
            }
        }
    }

    [GeneratedRegex("^[a-z][A-Za-z0-9]{0,59}$")]
    private static partial Regex Key();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$")]
    private static partial Regex Id();
}
