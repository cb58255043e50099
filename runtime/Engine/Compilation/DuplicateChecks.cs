using LowCode.Definitions.Values;
using LowCode.Definitions.Workflows;
using LowCode.Engine.Expressions;

namespace LowCode.Engine.Compilation;

/// <summary>What an activity names twice. It runs, but its author may have meant two ports.</summary>
internal static class DuplicateChecks
{
    public static void CaseLabels(ActivitySource source)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, item) in source.Definition.Json.Items("cases").Index())
        {
            if (item.Text("label") is { Length: > 0 } label && !seen.Add(label))
            {
                source.Notes.Warning(source.Path($"cases/{index}/label"), "workflow.label.twice", source.Node.Id, label);
            }
        }
    }

    /// <summary>Items of an input that is written out.</summary>
    public static void Items(ActivitySource source, Input input)
    {
        if (input is not { IsLiteral: true, LiteralValue: object?[] items })
        {
            return;
        }

        foreach (var label in items.Select(DataValue.ToText).GroupBy(t => t, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            source.Notes.Warning(input.Path, "workflow.label.twice", source.Node.Id, label.Key);
        }
    }
}
