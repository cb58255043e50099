using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using LowCode.Definitions.Documents;
using LowCode.Definitions.Problems;
using LowCode.Definitions.Texts;

namespace LowCode.Definitions.Forms;

/// <summary>Checks one value against its field: type, limits, and that what it names exists.</summary>
public static class FieldValue
{
    private const int DefaultTextLength = 200;
    private const int DefaultLongTextLength = 2000;

    /// <summary>True for null, blank texts and empty lists: the field has no value.</summary>
    public static bool IsEmpty(JsonNode? value) => value switch
    {
        null => true,
        JsonArray list => list.Count == 0,
        _ => RawValue.Text(value) is { } text && string.IsNullOrWhiteSpace(text),
    };

    /// <summary>The number of a JSON number; null where it is none or does not fit a decimal.</summary>
    public static decimal? Number(JsonNode? value) => RawValue.Number(value);

    /// <summary>The longest text that the field takes; null where it holds no text.</summary>
    public static int? LongestText(FormField field) => field.Type switch
    {
        FieldType.Text => field.Limits.MaxLength ?? DefaultTextLength,
        FieldType.LongText => field.Limits.MaxLength ?? DefaultLongTextLength,
        _ => null,
    };

    /// <summary>How many photos the field takes at most.</summary>
    public static int MostPhotos(FormField field) => PhotoValue.Most(field);

    /// <summary>All that is wrong with a value; nothing for an empty one, whether it is required is the form's matter.</summary>
    /// <param name="lookups">Null: codes and departments are not looked up.</param>
    public static IReadOnlyList<Problem> Check(FormField field, JsonNode? value, FormLookups? lookups)
    {
        var problems = new ProblemList();
        if (!IsEmpty(value))
        {
            Check(field, value!, JsonPointer.Append("", field.Key), lookups, problems);
        }

        return problems.All;
    }

    private static void Check(FormField field, JsonNode value, string path, FormLookups? lookups, ProblemList problems)
    {
        switch (field.Type)
        {
            case FieldType.Number:
                CheckNumber(field, value, path, problems);
                break;
            case FieldType.Photo:
                PhotoValue.Check(field, value, path, problems);
                break;
            case FieldType.Position:
                PositionValue.Check(field, value, path, problems);
                break;
            default:
                if (RawValue.Text(value) is { } text)
                {
                    CheckText(field, text, path, lookups, problems);
                }
                else if (RawValue.IsBrokenText(value))
                {
                    problems.Add(path, "form.bad-characters", field.Label);
                }
                else
                {
                    RawValue.WrongType(field, JsonKind.Text, value, path, problems);
                }

                break;
        }
    }

    private static void CheckText(FormField field, string text, string path, FormLookups? lookups, ProblemList problems)
    {
        switch (field.Type)
        {
            case FieldType.Date when !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _):
                problems.Add(path, "form.bad-date", field.Label, ProblemTexts.Clip(text));
                break;
            case FieldType.DateTime when !IsoTime.TryRead(text, out _):
                problems.Add(path, "form.bad-time", field.Label, ProblemTexts.Clip(text));
                break;
            case FieldType.Choice when field.Options.All(o => o.Value != text):
                problems.Add(path, "form.unknown-option", field.Label, string.Join(", ", field.Options.Select(o => o.Label)), ProblemTexts.Clip(text));
                break;
            case FieldType.Department when lookups is not null && !lookups.DepartmentExists(text):
                problems.Add(path, "form.unknown-department", field.Label, ProblemTexts.Clip(text));
                break;
            case FieldType.Code when lookups is not null:
                CheckCode(field, text, path, lookups, problems);
                break;
            case FieldType.Text or FieldType.LongText:
                CheckPlainText(field, text, path, problems);
                break;
        }
    }

    private static void CheckCode(FormField field, string code, string path, FormLookups lookups, ProblemList problems)
    {
        if (lookups.Dictionary(field.Dictionary ?? "") is not { } dictionary)
        {
            problems.Add(path, "form.unknown-dictionary", field.Label, field.Dictionary);
        }
        else if (dictionary.Find(code) is not { } entry)
        {
            problems.Add(path, "form.unknown-code", field.Label, dictionary.Name, ProblemTexts.Clip(code));
        }
        else if (!entry.Selectable)
        {
            problems.Add(path, "form.code-not-selectable", field.Label, entry.Label);
        }
    }

    private static void CheckPlainText(FormField field, string text, string path, ProblemList problems)
    {
        // Counted as people count: a character outside the basic plane is one.
        var length = text.EnumerateRunes().Count();
        if (!IsReadable(text))
        {
            problems.Add(path, "form.bad-characters", field.Label);
        }
        else if (length > LongestText(field))
        {
            problems.Add(path, "form.too-long", field.Label, LongestText(field), length);
        }
        else if (field.Limits.Pattern is { } pattern && TextPattern.Of(pattern)?.IsMatch(text) != true)
        {
            var hint = field.Limits.PatternHint?.ToString() ?? pattern;
            problems.Add(path, "form.pattern", field.Label, hint, ProblemTexts.Clip(text));
        }
        else if (field.Type == FieldType.Text && text.AsSpan().ContainsAny('\r', '\n'))
        {
            problems.Add(path, "form.one-line", field.Label);
        }
    }

    /// <summary>
    /// False where there is half a character, or an ASCII control character other than tab and line break: nobody typed it, nothing shows
    /// it, and PostgreSQL takes no NUL. The controls from U+0080 on stay: real files hold them where text was encoded twice.
    /// </summary>
    private static bool IsReadable(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out var rune, out var length) != OperationStatus.Done
                || (rune.Value < ' ' && rune.Value is not ('\t' or '\n' or '\r')))
            {
                return false;
            }

            text = text[length..];
        }

        return true;
    }

    private static void CheckNumber(FormField field, JsonNode value, string path, ProblemList problems)
    {
        if (RawValue.Number(value) is not { } number)
        {
            RawValue.WrongType(field, JsonKind.Number, value, path, problems);
        }
        else if (number < field.Limits.Min)
        {
            problems.Add(path, "form.too-small", field.Label, field.Limits.Min, number);
        }
        else if (number > field.Limits.Max)
        {
            problems.Add(path, "form.too-large", field.Label, field.Limits.Max, number);
        }
    }
}
