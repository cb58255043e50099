using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Problems;
using LowCode.FormUi.Fields;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace LowCode.FormUi;

/// <summary>
/// Shows a form as one step of a process may see it and keeps what is entered. Readable fields are text, hidden ones are absent, a
/// field that may only be read and holds nothing is left out. The values of writable fields are taken from <see cref="Data"/> once, when
/// the form first appears: rendering it again, for whatever reason, never changes what a person has entered. Give it another
/// <c>@key</c> to start over.
/// </summary>
public sealed partial class DynamicForm : IAsyncDisposable
{
    private readonly Dictionary<string, JsonNode?> _entered = [];
    private IReadOnlyList<Problem> _serverProblems = [];
    private IReadOnlyList<Problem> _problems = [];

    // A field checked while filling says so beside itself; the list comes with the first attempt to submit.
    private bool _isListed;
    private FormScript? _script;

    [Parameter, EditorRequired]
    public required FormDefinition Form { get; set; }

    /// <summary>Whose rights hold: the id of the user task, or the name of the start form's step.</summary>
    [Parameter, EditorRequired]
    public required string Step { get; set; }

    /// <summary>What is there already, by field key.</summary>
    [Parameter]
    public JsonObject Data { get; set; } = [];

    [Parameter]
    public FormContext Context { get; set; } = FormContext.Empty;

    /// <summary>Nothing can be entered, whatever the step may do.</summary>
    [Parameter]
    public bool ReadOnly { get; set; }

    /// <summary>What the server found; shown until a field of them is changed or the form is checked again.</summary>
    [Parameter]
    public IReadOnlyList<Problem> Problems { get; set; } = [];

    /// <summary>Called after each change with all that was entered so far.</summary>
    [Parameter]
    public EventCallback<JsonObject> Changed { get; set; }

    [Inject]
    public required IJSRuntime Js { get; set; }

    /// <summary>
    /// The values of the fields that the step may write: what has a value, and null for what had one and was emptied.
    /// </summary>
    public JsonObject Submission()
    {
        var data = new JsonObject();
        foreach (var (key, value) in _entered.Where(e => e.Value is not null || !FieldValue.IsEmpty(Data[e.Key])))
        {
            data[key] = value?.DeepClone();
        }

        return data;
    }

    /// <summary>Checks as the server will and shows what is wrong; the first wrong field gets the focus.</summary>
    /// <param name="skipsRequired">For outcomes that need no filled form.</param>
    /// <returns>True: nothing is wrong.</returns>
    public async Task<bool> CheckAsync(bool skipsRequired = false)
    {
        _isListed = true;
        _problems = FormSubmission.Check(Form, Step, Submission(), Context.Lookups, skipsRequired, Data);
        StateHasChanged();
        if (_problems.Select(p => Form.Field(ProblemPath.FieldKey(p))).FirstOrDefault(f => f is not null) is { } first)
        {
            await FocusAsync(first.Key);
        }

        return _problems.Count == 0;
    }

    public ValueTask DisposeAsync() => _script?.DisposeAsync() ?? ValueTask.CompletedTask;

    protected override void OnInitialized()
    {
        var defaults = FormDefaults.ToFill(Form, Step, Data);
        foreach (var field in Form.Fields.Where(IsWritable))
        {
            _entered[field.Key] = (defaults[field.Key] ?? Data[field.Key])?.DeepClone();
        }
    }

    protected override void OnParametersSet()
    {
        if (!ReferenceEquals(_serverProblems, Problems))
        {
            _serverProblems = Problems;
            _problems = Problems;
            _isListed = Problems.Count > 0;
        }
    }

    private static bool IsWide(FormField field) => field.Type is FieldType.LongText or FieldType.Photo or FieldType.GeoPoint;

    private FieldRight RightOf(FormField field) => Form.RightOf(Step, field.Key) switch
    {
        FieldRight.Write or FieldRight.Required when ReadOnly => FieldRight.Read,
        var right => right,
    };

    private bool IsWritable(FormField field) => RightOf(field) is FieldRight.Write or FieldRight.Required;

    private JsonNode? ValueOf(FormField field) => _entered.TryGetValue(field.Key, out var entered) ? entered : Data[field.Key];

    private string? ProblemOf(FormField field) => _problems.FirstOrDefault(p => ProblemPath.FieldKey(p) == field.Key)?.Message;

    /// <summary>The sections with what is shown of them; fields that no section names come last.</summary>
    private IEnumerable<(string Id, string Title, IReadOnlyList<FormField> Fields)> Layout()
    {
        var placed = Form.Sections.SelectMany(s => s.FieldKeys).ToHashSet(StringComparer.Ordinal);
        return Form.Sections
            .Select(s => (s.Id, Title: s.Title.ToString(), Fields: Shown(s.FieldKeys.Select(Form.Field).OfType<FormField>())))
            .Append((Id: "", Title: "", Fields: Shown(Form.Fields.Where(f => !placed.Contains(f.Key)))))
            .Where(s => s.Fields.Count > 0);
    }

    private IReadOnlyList<FormField> Shown(IEnumerable<FormField> fields) =>
        [.. fields.Where(f => RightOf(f) switch
        {
            FieldRight.Hidden => false,
            FieldRight.Read => !FieldValue.IsEmpty(ValueOf(f)),
            _ => true,
        })];

    private async Task EnterAsync(FormField field, JsonNode? value)
    {
        _entered[field.Key] = value;
        _problems = [.. _problems.Where(p => ProblemPath.FieldKey(p) != field.Key), .. FieldValue.Check(field, value, Context.Lookups)];
        await Changed.InvokeAsync(Submission());
    }

    private Task FocusAsync(string fieldKey) => (_script ??= new FormScript(Js)).FocusAsync(FieldEditor.IdOf(fieldKey));
}
