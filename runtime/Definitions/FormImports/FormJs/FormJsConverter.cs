using LowCode.Definitions.Forms;
using LowCode.Definitions.Texts;

namespace LowCode.Definitions.FormImports.FormJs;

/// <summary>Makes the fields and sections of a schema's components. Groups become sections, lists become tables.</summary>
internal sealed class FormJsConverter
{
    private readonly LocalizedText _title;
    private readonly ImportLog _log;
    private readonly FormJsScope _scope = new();
    private readonly FormJsFields _fields;
    private readonly FormJsRules _rules;
    private readonly FormNames _keys = new();
    private readonly FormNames _sectionIds = new();

    // Rules are translated when all names are known.
    private readonly List<(FormJsComponent Component, FieldDraft Draft, FormJsContext Context)> _later = [];
    private readonly List<(SectionDraft Section, FormJsComponent Group, List<string> Hides, FormJsContext Context)> _sections = [];

    public FormJsConverter(LocalizedText title, ImportLog log)
    {
        (_title, _log, _fields) = (title, log, new FormJsFields(log));
        _rules = new FormJsRules(_scope, log);
    }

    public List<FieldDraft> Fields { get; } = [];

    public List<SectionDraft> Sections { get; } = [];

    public void Convert(IEnumerable<FormJsComponent> components)
    {
        Walk(components, new FormJsContext([], null, [], [], false), null, [], "", _title);
        foreach (var (component, draft, context) in _later)
        {
            Settle(component, draft, context);
        }

        foreach (var (section, group, hides, context) in _sections)
        {
            section.Relevant = _rules.Relevant(group, hides, context);
        }
    }

    // A section is one piece: what stands behind an inner group begins another one.
    private void Walk(IEnumerable<FormJsComponent> components, FormJsContext context, FormJsComponent? group, List<string> hides, string name, LocalizedText title)
    {
        SectionDraft? open = null;
        foreach (var component in components)
        {
            if (component.Type == "group")
            {
                _fields.LoseMembers(component);
                var inner = context with { Path = [.. context.Path, .. PathOf(component)], Places = [.. context.Places, component.Place], IsHiddenByGroup = context.IsHiddenByGroup || FormJsRules.Hide(component).Any() };
                Walk(component.Children, inner, component, [.. hides, .. FormJsRules.Hide(component)], component.Name, ImportTexts.Of(_fields.Said(component, "label"), _title.ToString()));
                open = null;
                continue;
            }

            if (open is null)
            {
                open = new SectionDraft(_sectionIds.Id(name.Length > 0 ? name : "main", "section"), title, group?.Place ?? "", name);
                Sections.Add(open);
                if (group is not null)
                {
                    _sections.Add((open, group, hides, context));
                }
            }

            Add(component, context, Fields, open);
        }
    }

    private static string[] PathOf(FormJsComponent component) => component.Text("path").Split('.', StringSplitOptions.RemoveEmptyEntries);

    private void Add(FormJsComponent component, FormJsContext context, List<FieldDraft> to, SectionDraft section)
    {
        if (component.Type == "dynamiclist")
        {
            AddTable(component, context, section);
        }
        else if (component.Type is "text" or "html")
        {
            AddText(component, context, to, section);
        }
        else if (FormJsFields.TypeOf(component) is { } type)
        {
            AddField(component, context, to, section, type);
        }
        else if (component.Key.Length > 0 && component.Type is not "button")
        {
            _log.Lose(FormLossKind.Type, component.Place, component.Name, component.Type, "unknown-type");
            AddField(component, context, to, section, FieldType.Text);
        }
        else
        {
            _log.Lose(component.Type is "table" or "documentPreview" or "iframe" or "image" ? FormLossKind.Media : FormLossKind.Appearance, component.Place, component.Name, component.Type, "shown-only");
        }
    }

    private void AddField(FormJsComponent component, FormJsContext context, List<FieldDraft> to, SectionDraft section, FieldType type)
    {
        string[] path = [.. context.Path, .. component.Key.Split('.', StringSplitOptions.RemoveEmptyEntries)];
        var inTable = context.Table is null ? path : path[^Math.Min(path.Length, 1)..];
        var key = _keys.Key(string.Join('_', inTable));
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var field = _fields.Of(component, type, key, values);
        _log.Rename(component.Place, string.Join('.', path), key);
        foreach (var (theirs, ours) in values)
        {
            _log.Rename(component.Place, theirs, ours);
        }

        _scope.Add(path, new FormJsName(key, context.Table?.Field.Key, values));
        var draft = new FieldDraft(field, component.Place, component.Name, component.Type)
        {
            IsCalculation = component.Type == "expression",
            StatesRelevance = context.IsHiddenByGroup || FormJsRules.Hide(component).Any(),
            StatesConstraint = FormJsRules.HasConstraint(component),
            GroupPlaces = context.Places,
            Right = component.Type == "expression" ? FieldRight.Read : FieldRight.Write,
        };
        Keep(draft, component, context, to, section);
    }

    private void AddText(FormJsComponent component, FormJsContext context, List<FieldDraft> to, SectionDraft section)
    {
        var key = _keys.Key("text");
        var text = component.Type == "html" ? component.Text("content") : component.Text("text");
        var label = text.StartsWith('=') || text.Contains("{{", StringComparison.Ordinal) ? "" : text.Trim('#', ' ', '\n');
        var field = new FormField($"f_{key}", key, FieldType.Display, ImportTexts.Of(label, label.Length > 0 ? label : _fields.Said(component, "label") is { Length: > 0 } said ? said : "…"), LocalizedText.Empty, [], null, FieldLimits.None);
        Keep(new FieldDraft(field, component.Place, component.Name, component.Type) { IsQuestion = false, Right = FieldRight.Read, GroupPlaces = context.Places }, component, context, to, section);
    }

    private void AddTable(FormJsComponent component, FormJsContext context, SectionDraft section)
    {
        string[] path = [.. context.Path, .. PathOf(component)];
        var key = _keys.Key(path.Length > 0 ? path[^1] : "rows");
        _log.Rename(component.Place, string.Join('.', path), key);
        _scope.Add(path, new FormJsName(key, null, new Dictionary<string, string>()));
        var rows = component.Number("defaultRepetitions");
        var isFixed = component.Json.TryGetProperty("allowAddRemove", out var may) && may.ValueKind == System.Text.Json.JsonValueKind.False;
        var field = new FormField($"f_{key}", key, FieldType.Table, ImportTexts.Of(_fields.Said(component, "label"), component.Name.Length > 0 ? component.Name : "…"), LocalizedText.Empty, [], null, isFixed && rows is not null ? new FieldLimits(Min: rows, Max: rows) : FieldLimits.None);
        var table = new FieldDraft(field, component.Place, component.Name, component.Type) { IsQuestion = false, GroupPlaces = context.Places };
        _fields.LoseMembers(component);
        if (context.Table is { } outer)
        {
            _log.Lose(FormLossKind.Structure, component.Place, component.Name, component.Type, "nested-repeat", outer.Name);
            var rowKey = _keys.Key($"{outer.Field.Key}Row");
            table.Columns.Add(new FieldDraft(new FormField($"f_{rowKey}", rowKey, FieldType.Integer, outer.Field.Label, LocalizedText.Empty, [], null, new FieldLimits(Min: 1)), component.Place, component.Name, component.Type) { IsQuestion = false });
        }

        AddColumns(component.Children, new FormJsContext(path, table, [], [.. context.Places, component.Place], context.IsHiddenByGroup || FormJsRules.Hide(component).Any()), table, section);
        if (table.Columns.Count > 0)
        {
            // Its own condition is one of the form's, not of its rows.
            Keep(table, component, context with { Table = null }, Fields, section);
        }
    }

    private void AddColumns(IEnumerable<FormJsComponent> components, FormJsContext context, FieldDraft table, SectionDraft section)
    {
        foreach (var component in components)
        {
            if (component.Type == "group")
            {
                _fields.LoseMembers(component);
                var inner = context with { Path = [.. context.Path, .. PathOf(component)], Hides = [.. context.Hides, .. FormJsRules.Hide(component)], Places = [.. context.Places, component.Place], IsHiddenByGroup = context.IsHiddenByGroup || FormJsRules.Hide(component).Any() };
                AddColumns(component.Children, inner, table, section);
            }
            else
            {
                Add(component, context, table.Columns, section);
            }
        }
    }

    private void Keep(FieldDraft draft, FormJsComponent component, FormJsContext context, List<FieldDraft> to, SectionDraft section)
    {
        to.Add(draft);
        if (context.Table is null)
        {
            section.Keys.Add(draft.Field.Key);
            section.Columns = draft.Field.Span is null ? section.Columns : 4;
        }

        _later.Add((component, draft, context));
    }

    private void Settle(FormJsComponent component, FieldDraft draft, FormJsContext context)
    {
        draft.Field = draft.Field with { Rules = _rules.Of(component, draft.Field, context) };
        if (draft.IsCalculation)
        {
            draft.Field = _rules.Computed(component, draft.Field, context, (context.Table?.Columns ?? []).Concat(Fields).Select(f => f.Built));
        }
        else if (component.Type == "text" && _rules.Template(component, component.Text("text"), context) is { } template)
        {
            draft.Field = draft.Field with { Rules = draft.Field.Rules with { Calculation = template } };
        }
    }
}
