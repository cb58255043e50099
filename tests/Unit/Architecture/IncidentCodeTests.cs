using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace LowCode.Tests.Unit.Architecture;

/// <summary>An incident is raised with a code and values; what people read is made from resources.</summary>
public sealed partial class IncidentCodeTests
{
    private const string Texts = "runtime/Engine/Incidents/IncidentTexts";

    /// <summary>Take the code from whoever throws it.</summary>
    private static readonly string[] _passing =
    [
        "runtime/Engine/Incidents/ActivityFaultException.cs: code, values",
        "runtime/Engine/Incidents/ActivityFaultException.cs: fault.Code, [.. fault.Values]",
        "runtime/Engine/Bursts/ExecutionScope.cs: fault.Reason.Code, fault.Reason.Values",
    ];

    [Fact]
    public void No_fault_is_made_of_a_literal_text() =>
        Repository.AssertNone(Raised().Where(r => r.Code is null).Select(r => $"{r.File}: expected a code, but got {r.Arguments}"));

    [Fact]
    public void Every_code_has_its_text_in_both_languages()
    {
        var raised = Raised().Where(r => r.Code is not null).ToList();
        Assert.NotEmpty(raised);
        foreach (var texts in new[] { Read($"{Texts}.resx"), Read($"{Texts}.en.resx") })
        {
            Repository.AssertNone(raised.Where(r => !texts.ContainsKey(r.Code!)).Select(r => $"{r.File}: {r.Code}"));
            Repository.AssertNone(texts.Keys.Except(raised.Select(r => r.Code!)).Select(k => $"{k} is raised nowhere"));
        }
    }

    [Fact]
    public void Every_text_gets_the_values_that_it_tells()
    {
        var english = Read($"{Texts}.en.resx");
        var wrong =
            from raised in Raised()
            where raised.Code is not null && english.ContainsKey(raised.Code)
            let told = Marks().Matches(english[raised.Code!]).Select(m => m.Groups[1].Value).Distinct().Count()
            where told != raised.Values
            select $"{raised.File}: {raised.Code} tells {told} values, but gets {raised.Values}";

        Repository.AssertNone(wrong);
    }

    private static IEnumerable<Raising> Raised() =>
        from file in Repository.Files("runtime", ".cs")
        let source = Repository.Read(file)
        from match in Raisings().Matches(source)
        let arguments = ArgumentsAt(source, match.Index + match.Length)
        where !_passing.Contains($"{file}: {string.Join(", ", arguments)}")
        select new Raising(file, string.Join(", ", arguments), Code().Match(arguments.FirstOrDefault("")) is { Success: true } code ? code.Groups[1].Value : null, arguments.Count - 1);

    // Commas within parentheses, brackets, braces and texts part nothing.
    private static List<string> ArgumentsAt(string source, int start)
    {
        var (arguments, depth, from, isText) = (new List<string>(), 0, start, false);
        for (var at = start; ; at++)
        {
            var c = source[at];
            if (c == '"')
            {
                isText = !isText;
            }
            else if (isText)
            {
                continue;
            }
            else if (c is '(' or '[' or '{')
            {
                depth++;
            }
            else if (depth == 0 && c is ',' or ')')
            {
                arguments.Add(source[from..at].Trim());
                from = at + 1;
                if (c == ')')
                {
                    return arguments;
                }
            }
            else if (c is ')' or ']' or '}')
            {
                depth--;
            }
        }
    }

    private static Dictionary<string, string> Read(string resx) =>
        XDocument.Parse(Repository.Read(resx)).Root!.Elements("data")
            .ToDictionary(d => (string)d.Attribute("name")!, d => (string)d.Element("value")!, StringComparer.Ordinal);

    [GeneratedRegex(@"new ActivityFaultException\(|new ScriptScopeException\(|IncidentReason\.Of\(")]
    private static partial Regex Raisings();

    [GeneratedRegex(@"^""([a-z]+(?:[.-][a-z]+)+)""$")]
    private static partial Regex Code();

    [GeneratedRegex(@"(?<!\{)\{(\d+)[^{}]*\}")]
    private static partial Regex Marks();

    private sealed record Raising(string File, string Arguments, string? Code, int Values);
}
