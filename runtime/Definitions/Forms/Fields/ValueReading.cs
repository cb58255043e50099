using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Documents;
using LowCode.Definitions.Problems;
using LowCode.Definitions.Texts;
using LowCode.Feel.Values;

namespace LowCode.Definitions.Forms.Fields;

/// <summary>Reads one value after the other: which field it stands in, what may be looked up, and what is wrong with it. For one thread.</summary>
/// <param name="lookups">Null: codes, departments and people are not looked up.</param>
internal sealed class ValueReading(FormLookups? lookups)
{
    private List<Problem>? _problems;

    public FormLookups? Lookups { get; } = lookups;

    public FormField Field { get; private set; } = null!;

    /// <summary>The table that the field is a column of.</summary>
    public FormField? Table { get; private set; }

    /// <summary>From 0; of no meaning outside of a table.</summary>
    public int Row { get; private set; }

    /// <summary>Retired options and codes are good: the record is older than their end.</summary>
    public bool TakesRetired { get; init; }

    /// <summary>When the form is filled: codes must hold then; null: whenever.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>What the last value was found wrong with, taken away.</summary>
    public IReadOnlyList<Problem> TakeProblems()
    {
        if (_problems is not { } found)
        {
            return [];
        }

        _problems = null;
        return found;
    }

    /// <summary>The value for expressions; null for none and for a wrong one.</summary>
    public FeelValue Read(FormField field, FieldKind kind, JsonNode? node, FormField? table = null, int row = 0)
    {
        if (node is null)
        {
            return default;
        }

        (Field, Table, Row) = (field, table, row);
        var json = node.GetValueKind();
        switch (json)
        {
            case JsonValueKind.String:
                return RawValue.Text(node) is not { } text ? Fail("form.bad-characters")
                    : string.IsNullOrWhiteSpace(text) ? default : kind.ReadText(text, node, this);
            case JsonValueKind.Null:
            case JsonValueKind.Array when ((JsonArray)node).Count == 0:
                return default;
            default:
                return kind.ReadOther(node, json, this);
        }
    }

    /// <summary>What is reported from now on is the field's.</summary>
    public void At(FormField field) => (Field, Table, Row) = (field, null, 0);

    /// <summary>What problems call the field: its label, that of its table and the row's number before it.</summary>
    public string Label => LabelOf(Field, Table, Row);

    public static string LabelOf(FormField field, FormField? table, int row) =>
        table is null ? field.Label.ToString() : ProblemTexts.Of("form.row-label", table.Label.ToString(), row + 1, field.Label.ToString());

    public static string PathOf(FormField field, FormField? table, int row) =>
        table is null ? JsonPointer.Append("", field.Key) : $"{JsonPointer.Append("", table.Key)}/{row}{JsonPointer.Append("", field.Key)}";

    /// <summary>Reports what is wrong with the value; null stands in for it.</summary>
    public FeelValue Fail(string code, params ReadOnlySpan<object?> values) => FailAt("", code, values);

    /// <summary>As <see cref="Fail"/>, of a part of the value.</summary>
    public FeelValue FailAt(string within, string code, params ReadOnlySpan<object?> values)
    {
        Add(new Problem(PathOf(Field, Table, Row) + within, code, ProblemTexts.Of(code, [Label, .. values])));
        return default;
    }

    public FeelValue WrongType(string expected, JsonNode? node, string within = "") => FailAt(within, "form.wrong-type", expected, RawValue.Came(node));

    public void Add(Problem problem) => (_problems ??= []).Add(problem);
}
