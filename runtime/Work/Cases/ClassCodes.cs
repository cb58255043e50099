using LowCode.Definitions.Dictionaries;
using LowCode.Work.Releases;

namespace LowCode.Work.Cases;

/// <summary>Class codes as searches mean them: a group stands for all below it.</summary>
internal static class ClassCodes
{
    public static IReadOnlyList<string> Below(ReleaseView release, string code)
    {
        var codes = new HashSet<string>(StringComparer.Ordinal) { code };
        foreach (var dictionary in release.CaseTypes.Select(release.ClassesOf).OfType<DictionaryDefinition>().Distinct())
        {
            // Parents need not stand before their children: go round until nothing is added.
            int before;
            do
            {
                before = codes.Count;
                codes.UnionWith([.. dictionary.Entries.Where(e => e.Parent is { } parent && codes.Contains(parent)).Select(e => e.Code)]);
            }
            while (codes.Count > before);
        }

        return [.. codes];
    }
}
