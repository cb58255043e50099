using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace LowCode.Tests.Unit.Architecture;

/// <summary>What people read comes from resources, in both languages.</summary>
public sealed partial class TextTests
{
    [Fact]
    public void Every_text_is_there_in_both_languages()
    {
        var wrong =
            from neutral in Repository.Files("runtime", ".resx").Where(f => !f.EndsWith(".en.resx", StringComparison.Ordinal))
            let english = neutral[..^".resx".Length] + ".en.resx"
            let missing = Repository.Exists(english) ? Difference(Texts(neutral), Texts(english)) : ["the whole file"]
            from key in missing
            select $"{english}: {key}";

        Repository.AssertNone(wrong);
    }

    [Fact]
    public void Both_languages_of_a_text_take_the_same_arguments()
    {
        var wrong =
            from neutral in Repository.Files("runtime", ".resx").Where(f => !f.EndsWith(".en.resx", StringComparison.Ordinal))
            let english = Texts(neutral[..^".resx".Length] + ".en.resx")
            from text in Texts(neutral)
            where english.TryGetValue(text.Key, out var other) && !Arguments(text.Value).SetEquals(Arguments(other))
            select $"{neutral}: {text.Key}";

        Repository.AssertNone(wrong);
    }

    [Fact]
    public void Code_holds_no_Chinese_outside_of_comments()
    {
        var wrong =
            from file in Repository.Files("runtime", ".cs", ".razor").Concat(Repository.Files("connectors", ".cs"))
            from line in Comments().Replace(Repository.Read(file), "").Split('\n').Select((text, index) => (text, index))
            where Chinese().IsMatch(line.text) && !AllowedLine(line.text)
            select $"{file}: {line.text.Trim()}";

        Repository.AssertNone(wrong);
    }

    // The name of a language is written in that language everywhere.
    private static bool AllowedLine(string line) => line.Contains("\"中文\"", StringComparison.Ordinal);

    private static IEnumerable<string> Difference(Dictionary<string, string> left, Dictionary<string, string> right) =>
        left.Keys.Except(right.Keys).Concat(right.Keys.Except(left.Keys));

    private static Dictionary<string, string> Texts(string resx) =>
        XDocument.Parse(Repository.Read(resx)).Root!.Elements("data")
            .ToDictionary(d => (string)d.Attribute("name")!, d => (string)d.Element("value")!, StringComparer.Ordinal);

    private static HashSet<string> Arguments(string text) => [.. ArgumentMarks().Matches(text).Select(m => m.Groups[1].Value)];

    [GeneratedRegex(@"(?<!\{)\{(\d+)[^{}]*\}")]
    private static partial Regex ArgumentMarks();

    [GeneratedRegex(@"(?<!:)//[^\n]*|/\*.*?\*/|@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"[\u3400-\u9fff]")]
    private static partial Regex Chinese();
}
