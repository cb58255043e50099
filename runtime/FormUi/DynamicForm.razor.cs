using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Forms.Sessions;
using LowCode.Definitions.Problems;
using LowCode.FormUi.Browser;
using LowCode.FormUi.Fields;
using LowCode.FormUi.Filling;
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
    private readonly string _id = $"form-{Guid.NewGuid():N}";
    private IReadOnlyList<Problem> _serverProblems = [];
    private FormFilling _filling = null!;
    private FormScript? _script;
    private string? _pageId;

    [Parameter, EditorRequired]
    public required FormDefinition Form { get; set; }

    /// <summary>Whose rights hold: the id of the user task, or the name of the start form's step.</summary>
    [Parameter, EditorRequired]
    public required string Step { get; set; }

    /// <summary>What is there already, by field key.</summary>
    [Parameter]
    public JsonObject Data { get; set; } = [];

    /// <summary>What was entered before and not submitted; taken once, as the values of <see cref="Data"/> are.</summary>
    [Parameter]
    public FormEntries? Entries { get; set; }

    /// <summary>Taken once, as the rest: what a person enters does not change under them.</summary>
    [Parameter]
    public FormContext Context { get; set; } = FormContext.Empty;

    /// <summary>Fields whose values in <see cref="Data"/> are masked, and whether they may be looked at.</summary>
    [Parameter]
    public IReadOnlyDictionary<string, bool> Masked { get; set; } = new Dictionary<string, bool>();

    /// <summary>What is known already, by field key; fills what is empty.</summary>
    [Parameter]
    public IReadOnlyDictionary<string, Prefilled> Prefilled { get; set; } = new Dictionary<string, Prefilled>();

    /// <summary>Nothing can be entered, whatever the step may do.</summary>
    [Parameter]
    public bool ReadOnly { get; set; }

    /// <summary>What the server found; each is shown until its field is changed or the form is checked again.</summary>
    [Parameter]
    public IReadOnlyList<Problem> Problems { get; set; } = [];

    /// <summary>Called after each change with all that was entered so far.</summary>
    [Parameter]
    public EventCallback<JsonObject> Changed { get; set; }

    [Inject]
    public required IJSRuntime Js { get; set; }

    private IReadOnlyList<FormPage> Pages => [.. Form.Pages.Where(p => _filling.IsPageRelevant(p.Id))];

    private FormPage? Page => Pages.FirstOrDefault(p => p.Id == _pageId) ?? (Pages.Count > 0 ? Pages[0] : null);

    private int PageIndex => Page is { } page ? Pages.ToList().IndexOf(page) : 0;

    /// <summary>
    /// The values of the fields that the step may write: what has a value, and null for what had one and was emptied.
    /// </summary>
    public JsonObject Submission() => _filling.Submission();

    /// <summary>What was entered so far, wrong values and those of fields that are not asked now, too: to be kept as a draft.</summary>
    public FormEntries Entered() => _filling.Entered();

    /// <summary>Checks as the server will and shows what is wrong; the first wrong field gets the focus.</summary>
    /// <param name="skipsRequired">For outcomes that need no filled form.</param>
    /// <returns>True: nothing is wrong.</returns>
    public async Task<bool> CheckAsync(bool skipsRequired = false)
    {
        var isRight = _filling.Check(skipsRequired);
        StateHasChanged();
        if (_filling.Listed.FirstOrDefault(p => Form.Field(ProblemPath.FieldKey(p)) is not null) is { } first)
        {
            await GoToAsync(first);
        }

        return isRight;
    }

    public async ValueTask DisposeAsync()
    {
        _filling.LayoutChanged -= StateHasChanged;
        if (_script is not null)
        {
            await _script.DisposeAsync();
        }
    }

    protected override void OnInitialized()
    {
        var opening = new FormOpening(Step, Context.Lookups)
        {
            Data = Data,
            Masked = Masked.Keys.ToHashSet(StringComparer.Ordinal),
            Entries = ReadOnly ? null : Entries,
            Now = TimeZoneInfo.ConvertTime(Context.Time.GetUtcNow(), Context.Zone),
            FillsDefaults = !ReadOnly,
            Prefilled = Prefilled,
        };
        _filling = new FormFilling(Form, opening, () => Changed.InvokeAsync(_filling.Submission()));
        _filling.LayoutChanged += StateHasChanged;
    }

    protected override void OnParametersSet()
    {
        if (!ReferenceEquals(_serverProblems, Problems))
        {
            _serverProblems = Problems;
            _filling.Tell(Problems);
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && !ReadOnly)
        {
            _script ??= new FormScript(Js);
            await _script.ListenAsync(_id);
        }
    }

    /// <summary>The sections that are shown, page by page; fields that no section names come last.</summary>
    private IEnumerable<(string Id, string? PageId, string Title, int? Columns, IReadOnlyList<FormField> Fields)> Layout()
    {
        var placed = Form.Sections.SelectMany(s => s.FieldKeys).ToHashSet(StringComparer.Ordinal);
        var pageOf = Form.Pages.SelectMany(p => p.SectionIds.Select(s => (Section: s, Page: p.Id))).DistinctBy(s => s.Section).ToDictionary(s => s.Section, s => (string?)s.Page, StringComparer.Ordinal);
        var lastPage = Form.Pages.Count > 0 ? Form.Pages[^1].Id : null;
        return Form.Sections
            .Where(s => _filling.IsSectionRelevant(s.Id))
            .Select(s => (s.Id, PageId: pageOf.GetValueOrDefault(s.Id, lastPage), Title: s.Title.ToString(), s.Columns, Fields: Shown(s.FieldKeys.Select(Form.Field).OfType<FormField>())))
            .Append((Id: "", PageId: lastPage, Title: "", Columns: null, Fields: Shown(Form.Fields.Where(f => !placed.Contains(f.Key)))))
            .Where(s => s.Fields.Count > 0);
    }

    /// <summary>Those that take a place now or may come to; none where none does now.</summary>
    private IReadOnlyList<FormField> Shown(IEnumerable<FormField> fields)
    {
        var all = fields.Where(f => Form.RightOf(Step, f.Key) != FieldRight.Hidden).ToList();
        return all.Any(TakesPlace) ? all : [];
    }

    private bool TakesPlace(FormField field)
    {
        var state = _filling.StateOf(new FieldPlace(field.Key));
        var isWritten = Form.RightOf(Step, field.Key) is FieldRight.Write or FieldRight.Required;
        return state.IsRelevant
            && (field.Type == FieldType.Display
                || (isWritten && !ReadOnly && (!state.IsReadOnly || field.IsCalculated))
                || !FieldValue.IsEmpty(isWritten || field.IsCalculated ? state.Value : FieldValue.In(Data, field)));
    }

    private int ProblemsOn(FormPage page)
    {
        var keys = Form.Sections.Where(s => page.SectionIds.Contains(s.Id)).SelectMany(s => s.FieldKeys).ToHashSet(StringComparer.Ordinal);
        return _filling.Listed.Count(p => keys.Contains(ProblemPath.FieldKey(p)));
    }

    private Task TurnAsync(int by) => TurnToAsync(Pages[Math.Clamp(PageIndex + by, 0, Pages.Count - 1)].Id);

    private async Task TurnToAsync(string pageId)
    {
        _pageId = pageId;
        StateHasChanged();
        if (_script is not null)
        {
            await _script.ScrollToAsync(_id);
        }
    }

    private async Task GoToAsync(Problem problem)
    {
        var key = ProblemPath.FieldKey(problem);
        if (Form.Sections.FirstOrDefault(s => s.FieldKeys.Contains(key)) is { } section && Form.Pages.FirstOrDefault(p => p.SectionIds.Contains(section.Id)) is { } page)
        {
            _pageId = page.Id;
            StateHasChanged();
        }

        await (_script ??= new FormScript(Js)).FocusAsync(ProblemPath.CellId(problem) ?? FieldEditor.IdOf(key));
    }
}
