using System.Globalization;
using System.Text;
using LowCode.Definitions.Forms;
using LowCode.FormUi;
using LowCode.Work.Records;
using Microsoft.AspNetCore.Components;

namespace LowCode.Portal.Records;

/// <summary>One field of the filters.</summary>
public sealed partial class RecordFieldFilter
{
    private const string NoValue = "-";

    [Parameter, EditorRequired]
    public required RecordField Field { get; set; }

    [Parameter, EditorRequired]
    public required RecordFilter Filter { get; set; }

    [Parameter, EditorRequired]
    public required FormContext Context { get; set; }

    [Parameter]
    public EventCallback<RecordFilter> OnChanged { get; set; }

    private string Key => Field.Field.Key;

    private string Id => $"record-{Key}";

    private FieldType Type => Field.Field.Type == FieldType.Computed ? Field.Field.Result ?? FieldType.Text : Field.Field.Type;

    /// <summary>A part of a text, the beginning of a code, or the whole of what is neither.</summary>
    private string TextOperator => new[] { RecordWhere.Contains, RecordWhere.Starts, RecordWhere.Equal }.First(Field.Operators.Contains);

    private string Chosen => Filter.Of(Key, RecordWhere.Empty) is not null ? NoValue : Filter.Of(Key, RecordWhere.Equal) ?? "";

    private IEnumerable<(string Value, string Label)> Options => Type switch
    {
        FieldType.Boolean => [("true", Texts.Yes), ("false", Texts.No)],
        FieldType.Department => Context.Departments.Select(d => (d.Value, d.Label.ToString())),
        _ => Field.Field.Options.Select(o => (o.Value, o.Label.ToString())),
    };

    private Task ChooseAsync(string? chosen)
    {
        var cleared = Filter with { Where = [.. Filter.Where.Where(w => RecordWhere.TryParse(w)?.Field != Key)] };
        return OnChanged.InvokeAsync(chosen == NoValue ? cleared.With(Key, RecordWhere.Empty, null) : cleared.With(Key, RecordWhere.Equal, chosen));
    }

    private Task SetAsync(string @operator, string? text) => OnChanged.InvokeAsync(Filter.With(Key, @operator, text));

    private DateOnly? DayOf(string @operator) => DateOnly.TryParseExact(Filter.Of(Key, @operator), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // Full-width digits, as Chinese keyboards give them, count as digits.
    private static string? Plain(ChangeEventArgs change) => change.Value?.ToString()?.Normalize(NormalizationForm.FormKC).Replace(",", "", StringComparison.Ordinal).Trim();
}
