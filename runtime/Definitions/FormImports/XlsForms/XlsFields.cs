using System.Text.RegularExpressions;
using LowCode.Definitions.FormImports.XPath;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Texts;

namespace LowCode.Definitions.FormImports.XlsForms;

/// <summary>Makes fields of questions, and tables of groups that repeat.</summary>
internal sealed partial class XlsFields(XlsNames names, XlsRules rules, XlsDefaults defaults, ImportLog log)
{
    // A text of theirs has no limit; ours holds what fits on a screen.
    private const int LongestText = 2000;

    // What a row may say that is in the field, or needs no place of its own.
    private static readonly HashSet<string> _used = new(
        "type|name|label|hint|guidance_hint|relevant|required|required_message|constraint|constraint_message|readonly|calculation|default|choice_filter|appearance|parameters|repeat_count|image|audio|video|big-image|disabled|comment|comments|note|notes|bind:type|body:accuracythreshold".Split('|'), StringComparer.Ordinal);

    private static readonly HashSet<string> _parameters = new(["start", "end", "step"], StringComparer.Ordinal);

    public FieldDraft Of(XlsQuestion question)
    {
        var row = question.Row;
        var kind = names.KindOf(question);
        var field = new FormField($"f_{question.Key}", question.Key, question.Field, Label(question), ImportTexts.Of(row.Texts("hint"), ""), question.Choices?.Options ?? [], null, Limits(question))
        {
            Rules = rules.Of(question),
            Result = question.Field == FieldType.Computed ? ResultOf(kind) : null,
            Geo = row.Text("body:accuracythreshold").Length > 0 && FeelText.ReadNumber(row.Text("body:accuracythreshold")) is { } worst ? new GeoSettings(WorstAccuracy: worst) : GeoSettings.Standard,
        };
        field = Shown(question, defaults.With(question, field));
        field = Kept(question, field);
        Lose(question);
        return new FieldDraft(field, question.Place, question.Name, question.Type.Word)
        {
            IsCalculation = question.Type.Field == FieldType.Computed,
            StatesRelevance = row.Text("relevant").Length > 0 || question.Around.Any(g => g.Row.Text("relevant").Length > 0),
            StatesConstraint = XlsRules.HasConstraint(question),
            GroupPlaces = [.. question.Around.Select(g => g.Place)],
            Right = question.Type.Word == "hidden" || XlsNames.IsItself(row.Text("calculation")) ? FieldRight.Hidden : field.IsCalculated || field.Type == FieldType.Display ? FieldRight.Read : FieldRight.Write,
        };
    }

    /// <summary>The text beside <c>or_other</c>.</summary>
    public FieldDraft? Other(XlsQuestion question, string key)
    {
        if (!question.Type.HasOther || question.Choices is null)
        {
            return null;
        }

        var relevant = question.Field == FieldType.MultiChoice ? $"list contains({question.Key}, \"other\")" : $"{question.Key} = \"other\"";
        var field = new FormField($"f_{key}", key, FieldType.Text, ProblemTexts.InEach("form-import.specify-other"), LocalizedText.Empty, [], null, new FieldLimits(LongestText)) { Rules = new FieldRules { Relevant = relevant } };
        return new FieldDraft(field, question.Place, question.Name, question.Type.Word) { IsQuestion = false };
    }

    public FieldDraft Table(XlsGroup group)
    {
        var count = FeelText.ReadNumber(group.Row.Text("repeat_count"));
        var field = new FormField($"f_{group.Key}", group.Key, FieldType.Table, ImportTexts.Of(group.Row.Texts("label"), group.Name), ImportTexts.Of(group.Row.Texts("hint"), ""), [], null, new FieldLimits(Min: count, Max: count))
        {
            // Groups around it are its section's, as far as no other table stands between.
            Rules = new FieldRules { Relevant = group.Relevant, Constraints = rules.Count(group) is { } fixedCount ? [fixedCount] : [] },
        };
        return new FieldDraft(field, group.Place, group.Name, group.Type.Word) { IsQuestion = false };
    }

    private static FieldType ResultOf(XPathKind kind) => kind switch
    {
        XPathKind.Number => FieldType.Number,
        XPathKind.Boolean => FieldType.Boolean,
        XPathKind.Date => FieldType.Date,
        XPathKind.Time => FieldType.Time,
        XPathKind.DateTime => FieldType.DateTime,
        _ => FieldType.Text,
    };

    // The end of filling is the moment of the submission.
    private FormField Shown(XlsQuestion question, FormField field) => question.Type.Word switch
    {
        "end" or "end time" or "get end time" => field with { Rules = field.Rules with { Calculation = "now()", ReadOnly = null } },
        _ when field.Type == FieldType.Display && Reference().IsMatch(question.Row.Text("label")) => field with { Rules = field.Rules with { Calculation = Composed(question) } },
        _ => field,
    };

    // A calculation that has no counterpart leaves a field that nobody fills.
    private static FormField Kept(XlsQuestion question, FormField field) =>
        field.Type == FieldType.Computed && field.Rules.Calculation is null ? field with { Type = field.Result ?? FieldType.Text, Result = null, Rules = field.Rules with { ReadOnly = "true" } }
        : question.Type.Field == FieldType.Computed && field.Type == FieldType.Text && field.Rules.Default is not null ? field with { Type = ResultOf(question.Kind ?? XPathKind.Text) }
        : field;

    private static FieldLimits Limits(XlsQuestion question)
    {
        if (question.Type.Word == "range" && XlsRange.Read(question.Row.Text("parameters")) is var range)
        {
            return new FieldLimits(Min: Math.Min(range.Start, range.End), Max: Math.Max(range.Start, range.End));
        }

        return question.Field switch
        {
            FieldType.Text or FieldType.LongText => new FieldLimits(LongestText),
            FieldType.Photo or FieldType.Audio or FieldType.Video or FieldType.File => new FieldLimits(Max: 1),
            FieldType.MultiChoice when question.Type.IsRank => new FieldLimits(Min: question.Choices!.Options.Count),
            _ => FieldLimits.None,
        };
    }

    private LocalizedText Label(XlsQuestion question)
    {
        var texts = question.Row.Texts("label").ToList();
        if (texts.Any(t => Reference().IsMatch(t.Value)) && (question.Field != FieldType.Display || texts.Count > 1))
        {
            log.Lose(FormLossKind.Text, question.Place, question.Name, texts[0].Value, "value-in-label");
        }

        return ImportTexts.Of(texts.Select(t => new KeyValuePair<string, string>(t.Key, Reference().Replace(t.Value, "…"))), question.Name.Length > 0 ? question.Name : question.Type.Word);
    }

    // A note that tells values is a text that is computed of them.
    private string? Composed(XlsQuestion question)
    {
        var (parts, text, at) = (new List<string>(), question.Row.Text("label"), 0);
        foreach (Match match in Reference().Matches(text))
        {
            parts.Add(FeelText.Quote(ImportTexts.WithoutElements(text[at..match.Index])));
            if (rules.Translated(question, match.Value, FormLossKind.Text, XPathKind.Text) is not { } value)
            {
                return null;
            }

            parts.Add(value);
            at = match.Index + match.Length;
        }

        parts.Add(FeelText.Quote(ImportTexts.WithoutElements(text[at..])));
        return $"string join([{string.Join(", ", parts.Where(p => p != "\"\""))}])";
    }

    private void Lose(XlsQuestion question)
    {
        var row = question.Row;
        foreach (var column in row.Cells.Where(c => !_used.Contains(c.Key.Name) && !c.Key.Name.StartsWith('#')))
        {
            log.Lose(FormLossKind.Setting, question.Place, question.Name, $"{column.Key.Name}: {column.Value}", "column", column.Key.Name);
        }

        foreach (var (name, value) in XlsRange.Parameters(row.Text("parameters")).Where(p => question.Type.Word != "range" || !_parameters.Contains(p.Key)))
        {
            log.Lose(FormLossKind.Setting, question.Place, question.Name, $"{name}={value}", "parameter", name);
        }

        if (row.Texts("image").Concat(row.Texts("audio")).Concat(row.Texts("video")).Concat(row.Texts("big-image")).FirstOrDefault().Value is { } media)
        {
            log.Lose(FormLossKind.Media, question.Place, question.Name, media, "media");
        }

        foreach (var column in new[] { "guidance_hint", "required_message" }.Where(c => row.Text(c).Length > 0))
        {
            log.Lose(FormLossKind.Text, question.Place, question.Name, row.Text(column), "column", column);
        }
    }

    [GeneratedRegex(@"\$\{[^}]*\}")]
    private static partial Regex Reference();
}
