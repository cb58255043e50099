using System.Text.Json.Nodes;
using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Forms;
using LowCode.FormUi.Typing;
using Microsoft.AspNetCore.Components;

namespace LowCode.FormUi.Fields;

/// <summary>
/// What every field's control has in common. A control shows <see cref="Value"/>, reports what the person entered and writes none of
/// its parameters. Texts are reported on change: the form's script makes one while somebody types, but never in the middle of a
/// composition, because a screen that answers keys breaks the composition of Chinese characters.
/// </summary>
public abstract class FieldEditor : ComponentBase
{
    private const string Whole = "";

    private readonly Dictionary<string, TypedPart> _typed = new(StringComparer.Ordinal);

    [Parameter, EditorRequired]
    public required FormField Field { get; set; }

    [Parameter]
    public JsonNode? Value { get; set; }

    [Parameter]
    public EventCallback<JsonNode?> ValueChanged { get; set; }

    [Parameter]
    public bool Required { get; set; }

    /// <summary>What is wrong with the value, ready to show; null: nothing.</summary>
    [Parameter]
    public string? Problem { get; set; }

    /// <summary>Options that may be chosen now; null: all.</summary>
    [Parameter]
    public IReadOnlySet<string>? Allowed { get; set; }

    /// <summary>Whether a code of the field's dictionary may be chosen now; null: all may.</summary>
    [Parameter]
    public Func<DictionaryEntry, bool>? Allows { get; set; }

    /// <summary>Stands before the key where the same field is on the screen several times: in the rows of a table, <c>items-0</c>.</summary>
    [Parameter]
    public string? Within { get; set; }

    [CascadingParameter]
    public FormContext Context { get; set; } = FormContext.Empty;

    /// <summary>Where problems say that the field is.</summary>
    protected string Path => Within is null ? $"/{Field.Key}" : $"/{Within.Replace('-', '/')}/{Field.Key}";

    protected string ControlId => IdOf(Within is null ? Field.Key : $"{Within}-{Field.Key}");

    protected string? Text => Value is JsonValue value && value.TryGetValue(out string? text) ? text : Value?.ToJsonString();

    protected string? Invalid => Problem is null ? null : "true";

    protected string? RequiredMark => Required ? "true" : null;

    /// <summary>The texts that explain the control: its hint and, where there is one, its problem.</summary>
    protected string? DescribedBy
    {
        get
        {
            var ids = string.Join(' ', Descriptions());
            return ids.Length == 0 ? null : ids;
        }
    }

    internal static string IdOf(string fieldKey) => $"field-{fieldKey}";

    /// <summary>What was typed stays as it was typed while it is what the value came from; the value's own spelling comes when the control is left.</summary>
    protected string? Shown(Func<JsonNode?, string?> show)
    {
        ArgumentNullException.ThrowIfNull(show);
        return Typed(Whole).Shown(Value?.ToJsonString(), show(Value));
    }

    /// <summary>What was typed into one of the field's controls, where it has several.</summary>
    private protected TypedPart Typed(string part)
    {
        if (!_typed.TryGetValue(part, out var typed))
        {
            _typed[part] = typed = new();
        }

        return typed;
    }

    protected string? ShownText() => Shown(_ => Text);

    protected Task TypedAsync(string? typed, Func<string?, JsonNode?> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        var value = read(typed);
        Typed(Whole).Type(typed, value?.ToJsonString());
        return ValueChanged.InvokeAsync(value);
    }

    protected Task TypedTextAsync(string? typed) => TypedAsync(typed, ReadText);

    protected void Leave() => Typed(Whole).Leave();

    protected Task ReportAsync(string? text) => ValueChanged.InvokeAsync(ReadText(text));

    protected static JsonNode? ReadText(string? text) => string.IsNullOrWhiteSpace(text) ? null : JsonValue.Create(text.Trim());

    private IEnumerable<string> Descriptions()
    {
        if (!Field.Hint.IsEmpty)
        {
            yield return $"{ControlId}-hint";
        }

        if (Problem is not null)
        {
            yield return $"{ControlId}-problem";
        }
    }
}
