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
            var open = new Queue<string>(codes);
            while (open.TryDequeue(out var parent))
            {
                foreach (var child in dictionary.ChildrenOf(parent).Where(c => codes.Add(c.Code)))
                {
                    open.Enqueue(child.Code);
                }
            }
        }

        return [.. codes];
    }
}
