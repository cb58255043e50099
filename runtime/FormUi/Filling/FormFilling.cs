using System.Text.Json.Nodes;
using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Forms.Expressions;
using LowCode.Definitions.Forms.Sessions;
using LowCode.Definitions.Problems;

namespace LowCode.FormUi.Filling;

/// <summary>
/// A form while somebody fills it on a screen: the session, when it is time to tell what is wrong, and who must be drawn again after a
/// change: only what depends on it. For one screen.
/// </summary>
public sealed class FormFilling
{
    /// <summary>The code of a required field that is empty: told when somebody tries to submit, not while the form is still being filled.</summary>
    private const string Required = "form.required";

    private readonly FormSession _session;
    private readonly Func<Task> _changed;
    private readonly Dictionary<string, Action> _shown = new(StringComparer.Ordinal);
    private readonly HashSet<FieldPlace> _touched = [];
    private readonly HashSet<(string Table, int Row)> _changedRows = [];
    private readonly Dictionary<string, Problem> _underway = new(StringComparer.Ordinal);
    private IReadOnlyList<Problem> _told = [];
    private bool _isChecked;
    private bool _skipsRequired;

    /// <param name="changed">Told after each change.</param>
    public FormFilling(FormDefinition form, FormOpening opening, Func<Task> changed)
    {
        _session = new FormSession(CompiledForm.Of(form), opening);
        _changed = changed;
    }

    /// <summary>Sections or pages came or went, or problems are listed: the whole form is to be drawn.</summary>
    public event Action? LayoutChanged;

    public FormDefinition Definition => _session.Definition;

    /// <summary>What stands above the form: nothing before somebody tried to submit it.</summary>
    public IReadOnlyList<Problem> Listed => _told.Count > 0 ? _told : _isChecked ? Problems() : [];

    public FieldState StateOf(FieldPlace place) => _session.StateOf(place);

    public int RowsOf(string table) => _session.RowsOf(table);

    public bool IsSectionRelevant(string section) => _session.IsSectionRelevant(section);

    public bool IsPageRelevant(string page) => _session.IsPageRelevant(page);

    public JsonObject Submission() => _session.Submission();

    /// <summary>What is to be kept while the form is being filled.</summary>
    public FormEntries Entered() => _session.Entered();

    /// <inheritdoc cref="FormSession.Sign"/>
    public (string Hash, JsonObject Masked) Sign(FormField signature) => _session.Sign(signature);

    /// <summary>Whether a signature signs what stands in the form now.</summary>
    public bool IsBound(FormField signature, JsonObject value) =>
        (string?)value["hash"] == SignedContent.HashOf(Definition, signature, _session.Data(), value[SignedContent.Masked] as JsonObject);

    /// <summary>What is to be said beside a field or cell now; null: nothing.</summary>
    public string? ProblemOf(FieldPlace place)
    {
        var path = place.ToString();
        if (_told.FirstOrDefault(p => IsOf(p, path)) is { } told)
        {
            return told.Message;
        }

        if (_isChecked && _underway.TryGetValue(path, out var underway))
        {
            return underway.Message;
        }

        return _isChecked || _touched.Contains(place)
            ? _session.StateOf(place).Problems.FirstOrDefault(p => p.Code != Required || (_isChecked && !_skipsRequired))?.Message
            : null;
    }

    /// <summary>The listed problems of a table's cells.</summary>
    public IReadOnlyList<Problem> CellProblemsOf(string table) => [.. Listed.Where(p => p.Path.StartsWith($"/{table}/", StringComparison.Ordinal))];

    /// <summary>Options that may be chosen now; null: the field has none, or no filter.</summary>
    public IReadOnlySet<string>? AllowedOf(FieldPlace place, FormField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return field.Rules.Filter is null || field.Dictionary is not null
            ? null
            : field.Options.Where(o => _session.Allows(place, o)).Select(o => o.Value).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Whether a code may be chosen now, asked when codes are looked at; null: the field has no filter.</summary>
    public Func<DictionaryEntry, bool>? FilterOf(FieldPlace place, FormField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return field.Rules.Filter is null || field.Dictionary is null ? null : entry => _session.Allows(place, entry);
    }

    public Task SetAsync(FieldPlace place, JsonNode? value)
    {
        _touched.Add(place);
        return FollowAsync(() => _session.Set(place, value), told => !IsOf(told, place.ToString()));
    }

    /// <summary>What a field or cell is to hold is still on its way: until it has come, or failed, the form is not right.</summary>
    /// <param name="path">As problems name it: <c>/photos</c>, <c>/items/0/photo</c>.</param>
    public void Await(string path, FormField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        _underway[path] = new Problem(path, "form.uploading", Texts.StillUploading.With(field.Label));
    }

    /// <summary>Nothing of it is on its way any more.</summary>
    public void Arrive(string path)
    {
        if (_underway.Remove(path) && _isChecked)
        {
            DrawAll();
        }
    }

    public bool IsAwaited(string table) => _underway.Keys.Any(p => p.StartsWith($"/{table}/", StringComparison.Ordinal));

    /// <summary>What stood masked is known now; null: it is to be entered anew.</summary>
    public Task UnmaskAsync(string field, JsonNode? value) => FollowAsync(() => _session.Unmask(field, value), _ => true, field);

    /// <summary>The rows in which something changed since this was asked before.</summary>
    public IReadOnlyList<int> TakeChangedRows(string table)
    {
        var rows = _changedRows.Where(r => r.Table == table).Select(r => r.Row).ToList();
        _changedRows.RemoveWhere(r => r.Table == table);
        return rows;
    }

    public Task AddRowAsync(string table) => FollowAsync(() => _session.AddRow(table), _ => true, table);

    public Task RemoveRowAsync(string table, int row)
    {
        // Problems and touches of the rows behind it name other rows now.
        _touched.RemoveWhere(p => p.Key == table);
        return FollowAsync(() => _session.RemoveRow(table, row), told => !told.Path.StartsWith($"/{table}/", StringComparison.Ordinal), table);
    }

    /// <summary>Checks as the server will, and tells from now on.</summary>
    /// <returns>True: nothing is wrong.</returns>
    public bool Check(bool skipsRequired)
    {
        (_isChecked, _skipsRequired, _told) = (true, skipsRequired, []);
        DrawAll();
        return Problems().Count == 0;
    }

    /// <summary>What the server found; it stands until its field is changed.</summary>
    public void Tell(IReadOnlyList<Problem> problems)
    {
        _told = problems;
        DrawAll();
    }

    /// <summary>Who draws a field is told when it is to be drawn again.</summary>
    public void Show(string fieldKey, Action draw) => _shown[fieldKey] = draw;

    public void Hide(string fieldKey) => _shown.Remove(fieldKey);

    private static bool IsOf(Problem problem, string path) =>
        problem.Path == path || problem.Path.StartsWith(path + "/", StringComparison.Ordinal);

    private IReadOnlyList<Problem> Problems() => [.. _underway.Values, .. _session.Problems.Where(p => !_skipsRequired || p.Code != Required)];

    /// <param name="stays">Whether what the server said still holds after the change.</param>
    private async Task FollowAsync(Func<IReadOnlyList<FieldPlace>> change, Func<Problem, bool> stays, string? table = null)
    {
        var (before, wasListed) = (Layout(), Listed.Count > 0);
        _told = [.. _told.Where(stays)];
        var places = change();
        _changedRows.UnionWith(places.Where(p => p.Row >= 0).Select(p => (p.Key, p.Row)));
        foreach (var key in places.Select(p => p.Key).Append(table).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            _shown.GetValueOrDefault(key)?.Invoke();
        }

        // A signature looks at all that it covers.
        foreach (var signature in Definition.Fields.Where(f => f.Type == FieldType.Signature))
        {
            _shown.GetValueOrDefault(signature.Key)?.Invoke();
        }

        if (_isChecked || wasListed || before != Layout())
        {
            LayoutChanged?.Invoke();
        }

        await _changed();
    }

    private void DrawAll()
    {
        foreach (var table in Definition.Fields.Where(f => f.Type == FieldType.Table))
        {
            _changedRows.UnionWith(Enumerable.Range(0, _session.RowsOf(table.Key)).Select(row => (table.Key, row)));
        }

        foreach (var draw in _shown.Values.ToList())
        {
            draw();
        }

        LayoutChanged?.Invoke();
    }

    /// <summary>Which pages and sections there are, as a text to compare.</summary>
    private string Layout() => string.Concat(
        Definition.Pages.Select(p => _session.IsPageRelevant(p.Id) ? '1' : '0')
            .Concat(Definition.Sections.Select(s => HasShown(s) ? '1' : '0')));

    private bool HasShown(FormSection section) =>
        _session.IsSectionRelevant(section.Id) && section.FieldKeys.Any(k => Definition.Field(k) is not null && _session.StateOf(new FieldPlace(k)).IsRelevant);
}
