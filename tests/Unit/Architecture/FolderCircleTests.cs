using System.Text.RegularExpressions;
using Xunit;

namespace LowCode.Tests.Unit.Architecture;

/// <summary>
/// Within a room, folders use one another in one direction. A folder uses another when its files name a type that only the other declares;
/// names declared twice, members (a word behind a dot, or one that the file itself declares) and words in comments and strings are left out.
/// </summary>
public sealed partial class FolderCircleTests
{
    // An activity, the burst that it acts in, the state that it leaves behind, the node that it was compiled to and the expressions of its
    // inputs are one thing seen from five sides: to all others they are one folder.
    private static readonly string[] _core = ["Activities", "Bursts", "Compilation", "Expressions", "State"];

    [Fact]
    public void Folders_of_a_room_form_no_circle()
    {
        var rooms = Repository.Files("runtime", ".cs", ".razor").GroupBy(Repository.RoomOf);

        Repository.AssertNone(rooms.SelectMany(room => CirclesOf([.. room.Where(f => f.Split('/').Length > 3)]).Select(circle => $"{room.Key}: {circle}")));
    }

    private static IEnumerable<string> CirclesOf(IReadOnlyList<string> files)
    {
        var texts = files.ToDictionary(f => f, f => Noise().Replace(Repository.Read(f), " "), StringComparer.Ordinal);
        var owners = texts
            .SelectMany(t => Declared(t.Key, t.Value).Select(type => (Type: type, Folder: FolderOf(t.Key))))
            .GroupBy(d => d.Type, StringComparer.Ordinal)
            .Where(g => g.Select(d => d.Folder).Distinct().Count() == 1)
            .ToDictionary(g => g.Key, g => g.First().Folder, StringComparer.Ordinal);
        var uses =
            (from text in texts
             let folder = FolderOf(text.Key)
             let members = Members().Matches(text.Value).Select(m => m.Groups[1].Value + m.Groups[2].Value).ToHashSet(StringComparer.Ordinal)
             from word in Words().Matches(text.Value).Select(m => m.Value).Distinct()
             where owners.TryGetValue(word, out var owner) && owner != folder && !members.Contains(word)
             select (From: folder, To: owners[word], Why: $"{Path.GetFileName(text.Key)} names {word}")).ToList();
        var next = uses.ToLookup(u => u.From, u => u.To, StringComparer.Ordinal);

        return uses
            .Where(u => Reaches(next, u.To, u.From))
            .GroupBy(u => (u.From, u.To))
            .Select(g => $"{g.Key.From} -> {g.Key.To}: {string.Join("; ", g.Select(u => u.Why).Take(3))}")
            .Order(StringComparer.Ordinal);
    }

    private static bool Reaches(ILookup<string, string> next, string from, string to)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { from };
        var open = new Queue<string>(seen);
        while (open.TryDequeue(out var folder))
        {
            if (folder == to)
            {
                return true;
            }

            foreach (var other in next[folder].Where(seen.Add))
            {
                open.Enqueue(other);
            }
        }

        return false;
    }

    private static IEnumerable<string> Declared(string file, string text) =>
        TypeNames().Matches(text).Select(m => m.Groups[1].Value)
            .Concat(file.EndsWith(".razor", StringComparison.Ordinal) ? [Path.GetFileNameWithoutExtension(file)] : []);

    private static string FolderOf(string file)
    {
        var folder = file.Split('/')[2];
        return Repository.RoomOf(file) == "Engine" && _core.Contains(folder, StringComparer.Ordinal) ? "the core" : folder;
    }

    [GeneratedRegex(@"//[^\n]*|/\*.*?\*/|@\*.*?\*@|\$?@?""(?:[^""\\\n]|\\.)*""", RegexOptions.Singleline)]
    private static partial Regex Noise();

    [GeneratedRegex(@"^(?:[a-z]+ )*(?:class|interface|enum|record(?:\s+(?:class|struct))?|struct)\s+([A-Z]\w+)", RegexOptions.Multiline)]
    private static partial Regex TypeNames();

    // Properties and parameters of records (a word behind a type), enumeration members and nested types.
    [GeneratedRegex(@"(?<=[\w>\]?])(?<!\b(?:new|is|as|return|in|case|not|or|and|throw|await|out|else|where|typeof|static|using)) ([A-Z]\w+)(?=\s*(?:[;,)({]|=(?!=)|$))|^\s+([A-Z]\w+)(?=,$)", RegexOptions.Multiline)]
    private static partial Regex Members();

    [GeneratedRegex(@"(?<![.\w])[A-Z]\w+")]
    private static partial Regex Words();
}
