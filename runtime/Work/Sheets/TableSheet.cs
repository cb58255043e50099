using LowCode.Feel.Dmn.Models;

namespace LowCode.Work.Sheets;

/// <summary>
/// A decision table as a sheet. Column A names the rows: the hit policy, then what is said of each column, then the id of each rule. The other
/// columns are inputs, outputs and annotations. What a sheet does not show (descriptions, what other tools wrote) stays with the rule of
/// its id and the column of its place.
/// </summary>
internal static class TableSheet
{
    public const string Input = "input";
    public const string Output = "output";
    public const string Annotation = "annotation";

    /// <summary>Names of the rows above the rules, under the hit policy.</summary>
    public static readonly string[] Heads = ["name", "expression", "type", "values", "default"];

    /// <summary>The first row with a rule.</summary>
    public static int FirstRule => Heads.Length + 1;

    public static Sheet Write(DecisionTable table) => new(
    [
        [PolicyOf(table), .. table.Inputs.Select(_ => Input), .. table.Outputs.Select(_ => Output), .. table.Annotations.Select(_ => Annotation)],
        ["name", .. table.Inputs.Select(i => i.Notes.Label ?? ""), .. table.Outputs.Select(o => o.Name ?? ""), .. table.Annotations.Select(a => a.Text)],
        ["expression", .. table.Inputs.Select(i => i.Expression.Text ?? ""), .. Blank(table.Outputs.Count + table.Annotations.Count)],
        ["type", .. table.Inputs.Select(i => i.Expression.TypeRef ?? ""), .. table.Outputs.Select(o => o.TypeRef ?? ""), .. Blank(table.Annotations.Count)],
        ["values", .. table.Inputs.Select(i => i.Values?.Text ?? ""), .. table.Outputs.Select(o => o.Values?.Text ?? ""), .. Blank(table.Annotations.Count)],
        ["default", .. Blank(table.Inputs.Count), .. table.Outputs.Select(o => o.Default?.Text ?? ""), .. Blank(table.Annotations.Count)],
        .. table.Rules.Select(r => RowOf(r, table.Annotations.Count)),
    ]);

    /// <summary>The words of the standard: <c>UNIQUE</c>, <c>COLLECT SUM</c>.</summary>
    public static string PolicyOf(DecisionTable table) =>
        Word(table.HitPolicy) + (table.Aggregation is { } aggregation ? " " + aggregation.ToString().ToUpperInvariant() : "");

    public static string Word(HitPolicy policy) => policy switch
    {
        HitPolicy.RuleOrder => "RULE ORDER",
        HitPolicy.OutputOrder => "OUTPUT ORDER",
        _ => policy.ToString().ToUpperInvariant(),
    };

    private static string[] RowOf(DecisionRule rule, int annotations) =>
    [
        rule.Notes.Id ?? "",
        .. rule.Tests.Select(t => t.Text),
        .. rule.Outputs.Select(o => o.Text ?? ""),
        .. rule.Annotations.Select(a => a.Text),
        .. Blank(annotations - rule.Annotations.Count),
    ];

    private static IEnumerable<string> Blank(int count) => Enumerable.Repeat("", Math.Max(count, 0));
}
