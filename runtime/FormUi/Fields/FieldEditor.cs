using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
using Microsoft.AspNetCore.Components;

namespace LowCode.FormUi.Fields;

/// <summary>
/// What every field's control has in common. A control shows <see cref="Value"/>, reports what the person entered and writes none of
/// its parameters. Texts are reported on change (leaving the field), never on each key: a screen that answers keys breaks the
/// composition of Chinese characters.
/// </summary>
public abstract class FieldEditor : ComponentBase
{
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

    [CascadingParameter]
    public FormContext Context { get; set; } = FormContext.Empty;

    protected string ControlId => IdOf(Field.Key);

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

    protected Task ReportAsync(string? text) =>
        ValueChanged.InvokeAsync(string.IsNullOrWhiteSpace(text) ? null : JsonValue.Create(text.Trim()));

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
