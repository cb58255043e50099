using System.Text.Json.Nodes;
using LowCode.Definitions.Documents;
using LowCode.Definitions.Forms.Fields;
using LowCode.Definitions.Forms.Searching;

namespace LowCode.Definitions.Forms;

/// <summary>What a field's definition must satisfy beyond its shape, those of a table's columns too.</summary>
internal static class FieldChecks
{
    private const int MostScale = 15;

    public static void CheckAll(IReadOnlyList<FormField> fields, string path, ProblemList problems)
    {
        Names.Check(fields.Select(f => f.Id), i => $"{path}/{i}/id", Names.IsId, problems);
        Names.Check(fields.Select(f => f.Key), i => $"{path}/{i}/key", Names.IsKey, problems);
        var aliases = fields.SelectMany((f, i) => f.Aliases.Select((a, n) => (Alias: a, Path: $"{path}/{i}/aliases/{n}"))).ToList();
        Names.Check(aliases.Select(a => a.Alias), i => aliases[i].Path, Names.IsKey, problems);
        var places = fields.Index().DistinctBy(f => f.Item.Key).ToDictionary(f => f.Item.Key, f => f.Index, StringComparer.Ordinal);
        foreach (var (alias, at) in aliases.Where(a => places.ContainsKey(a.Alias)))
        {
            problems.Add(at, "document.duplicate", alias, $"{path}/{places[alias]}/key");
        }

        foreach (var (index, field) in fields.Index())
        {
            Check(field, $"{path}/{index}", problems);
        }
    }

    private static void Check(FormField field, string path, ProblemList problems)
    {
        var before = problems.All.Count;
        Names.Check(field.Options.Select(o => o.Value), i => $"{path}/options/{i}/value", Names.IsId, problems);
        CheckMembers(field, path, problems);
        CheckLimits(field, $"{path}/limits", problems);
        if (field.Span is < 1 or > 4)
        {
            problems.Add($"{path}/span", "form-definition.not-between", 1, 4, field.Span);
        }

        FieldKinds.Of(field).CheckDefinition(field, path, problems);
        if (field.IsSearchable && SearchValue.KindOf(field) is null)
        {
            problems.Add($"{path}/searchable", "form-definition.not-searchable", string.Join(", ", SearchValue.Types.Select(EnumWords<FieldType>.Of)), EnumWords<FieldType>.Of(field.Type));
        }

        foreach (var (index, column) in field.Columns.Index().Where(c => c.Item.IsSearchable))
        {
            problems.Add($"{path}/columns/{index}/searchable", "form-definition.searchable-column", column.Key);
        }

        CheckAll(field.Columns, $"{path}/columns", problems);
        if (problems.All.Count == before && field.Default is { } value)
        {
            // Codes are looked up where the dictionary is known: when the form is filled.
            foreach (var problem in FieldValue.Check(field, JsonNode.Parse(value.GetRawText()), lookups: null))
            {
                problems.Add($"{path}/default{problem.Path[(field.Key.Length + 1)..]}", "form-definition.bad-default", problem.Message);
            }
        }
    }

    private static void CheckMembers(FormField field, string path, ProblemList problems)
    {
        (FieldMembers Member, bool Stands, string Name)[] members =
        [
            (FieldMembers.Options, field.Options.Count > 0, "options"),
            (FieldMembers.Dictionary, field.Dictionary is not null, "dictionary"),
            (FieldMembers.MaxLength, field.Limits.MaxLength is not null, "limits/maxLength"),
            (FieldMembers.Pattern, field.Limits.Pattern is not null, "limits/pattern"),
            (FieldMembers.Pattern, field.Limits.PatternHint is not null, "limits/patternHint"),
            (FieldMembers.Range, field.Limits.Min is not null, "limits/min"),
            (FieldMembers.Range, field.Limits.Max is not null, "limits/max"),
            (FieldMembers.Scale, field.Limits.Scale is not null, "limits/scale"),
            (FieldMembers.Columns, field.Columns.Count > 0, "columns"),
            (FieldMembers.Geo, field.Geo != GeoSettings.Standard, "geo"),
            (FieldMembers.Media, field.Media != MediaSettings.Standard, "media"),
            (FieldMembers.Covers, field.Covers.Count > 0, "covers"),
            (FieldMembers.Currency, field.Currency is not null, "currency"),
            (FieldMembers.Result, field.Result is not null, "result"),
            (FieldMembers.Filter, field.Rules.Filter is not null, "rules/filter"),
            (FieldMembers.Calculation, field.Rules.Calculation is not null, "rules/calculation"),
            (FieldMembers.Default, field.Rules.Default is not null, "rules/default"),
            (FieldMembers.Default, field.Default is not null, "default"),
        ];
        var own = FieldKinds.Of(field).Members;
        foreach (var (member, stands, name) in members)
        {
            if (stands && (own & member) == 0)
            {
                problems.Add($"{path}/{name}", "form-definition.not-for-type", name.Split('/')[^1], EnumWords<FieldType>.Of(field.Type));
            }
        }
    }

    private static void CheckLimits(FormField field, string path, ProblemList problems)
    {
        var limits = field.Limits;
        if (limits.MaxLength < 1)
        {
            problems.Add($"{path}/maxLength", "form-definition.too-small", 1, limits.MaxLength);
        }

        if (limits.Min > limits.Max)
        {
            problems.Add($"{path}/max", "form-definition.too-small", limits.Min, limits.Max);
        }

        if (limits.Pattern is { } pattern && TextPattern.Of(pattern) is null)
        {
            problems.Add($"{path}/pattern", "form-definition.bad-pattern", pattern);
        }

        if (limits.Scale is < 0 or > MostScale)
        {
            problems.Add($"{path}/scale", "form-definition.not-between", 0, MostScale, limits.Scale);
        }
    }
}
