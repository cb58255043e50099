using LowCode.Definitions.Forms;
using LowCode.Definitions.Texts;

namespace LowCode.Definitions.FormImports.XlsForms;

/// <summary>Makes the fields and sections of a survey's tree. Groups become sections one after the other; groups that repeat become tables.</summary>
internal sealed class XlsFormConverter
{
    private readonly XlsGroup _root;
    private readonly LocalizedText _title;
    private readonly ImportLog _log;
    private readonly FormNames _keys = new();
    private readonly FormNames _sectionIds = new();
    private readonly XlsRules _rules;
    private readonly XlsFields _fields;
    private readonly Dictionary<XlsGroup, FieldDraft> _tables = [];
    private readonly HashSet<XlsQuestion> _placed = [];

    public XlsFormConverter(XlsGroup root, Dictionary<string, XlsChoiceList> lists, LocalizedText title, ImportLog log)
    {
        (_root, _title, _log) = (root, title, log);
        var names = new XlsNames(root, lists);
        _rules = new XlsRules(names, log);
        _fields = new XlsFields(names, _rules, new XlsDefaults(names, _rules, log), log);
        var types = new XlsTypes(lists, log);
        foreach (var node in root.All)
        {
            Name(node);
            if (node is XlsQuestion { Type.Kind: not XlsTypeKind.Metadata } question)
            {
                types.Settle(question);
            }
        }
    }

    public List<FieldDraft> Fields { get; } = [];

    public List<SectionDraft> Sections { get; } = [];

    public void Convert()
    {
        foreach (var group in _root.All.OfType<XlsGroup>())
        {
            _rules.TranslateGroup(group);
            LoseOfGroup(group);
        }

        ConvertChildren(_root, NewSection(_root));
    }

    private void Name(XlsNode node)
    {
        if (node.Type.Kind == XlsTypeKind.Metadata || node is XlsGroup { Repeats: false })
        {
            return;
        }

        node.Key = _keys.Key(node.Name.Length > 0 ? node.Name : node.Type.Word);
        _log.Rename(node.Place, node.Name, node.Key);
    }

    private SectionDraft NewSection(XlsGroup group)
    {
        var title = group == _root ? _title : ImportTexts.Of(group.Row.Texts("label"), group.Name.Length > 0 ? group.Name : _title.ToString());
        var section = new SectionDraft(_sectionIds.Id(group.Name.Length > 0 ? group.Name : "main", "section"), title, group.Place, group.Name)
        {
            Relevant = XlsRules.AllOf(group.Around.Reverse().Select(g => g.Relevant), group.Relevant),
        };
        Sections.Add(section);
        return section;
    }

    // What stands behind an inner group is a section of its own: a section is one piece.
    private void ConvertChildren(XlsGroup group, SectionDraft section)
    {
        var open = section;
        foreach (var node in group.Children)
        {
            switch (node)
            {
                case XlsGroup { Repeats: true } table:
                    open ??= NewSection(group);
                    AddTable(table, open);
                    break;
                case XlsGroup inner:
                    foreach (var asked in inner.AskedOfItself.Where(q => IsFree(q, inner)))
                    {
                        open ??= NewSection(group);
                        Add(asked, Fields, open.Keys);
                    }

                    ConvertChildren(inner, NewSection(inner));
                    open = null;
                    break;
                case XlsQuestion { Type.Kind: XlsTypeKind.Metadata } metadata:
                    _log.Lose(FormLossKind.Metadata, metadata.Place, metadata.Name, metadata.Type.Word, "metadata");
                    break;
                case XlsQuestion question when !_placed.Contains(question):
                    open ??= NewSection(group);
                    Add(question, Fields, open.Keys);
                    break;
                default:
                    break;
            }
        }
    }

    // What decides about its own group stands before it, unless another condition around it says when it is asked.
    private bool IsFree(XlsQuestion question, XlsGroup asking) =>
        question.Type.Kind != XlsTypeKind.Metadata
        && question.Table is null
        && !_placed.Contains(question)
        && question.Around.TakeWhile(g => g != asking).All(g => g.Relevant is null || g.AskedOfItself.Contains(question));

    private void AddTable(XlsGroup group, SectionDraft section)
    {
        var table = _fields.Table(group);
        _tables[group] = table;
        Fields.Add(table);
        section.Keys.Add(table.Field.Key);
        if (group.Table is { } outer)
        {
            // A table has no tables in it: its rows say to which row of the outer one they belong.
            _log.Lose(FormLossKind.Structure, group.Place, group.Name, group.Type.Word, "nested-repeat", outer.Name);
            var key = _keys.Key($"{outer.Key}Row");
            table.Columns.Add(new FieldDraft(new FormField($"f_{key}", key, FieldType.Integer, ImportTexts.Of(outer.Row.Texts("label"), outer.Name), LocalizedText.Empty, [], null, new FieldLimits(Min: 1)), group.Place, group.Name, group.Type.Word) { IsQuestion = false });
        }

        if (group.Type.List is { } list)
        {
            _log.Lose(FormLossKind.Structure, group.Place, group.Name, group.Type.Word, "loop", list);
        }

        AddColumns(group, table, section);
        if (table.Columns.Count == 0)
        {
            Fields.Remove(table);
            section.Keys.Remove(table.Field.Key);
        }
    }

    private void AddColumns(XlsGroup group, FieldDraft table, SectionDraft section)
    {
        foreach (var node in group.Children)
        {
            switch (node)
            {
                case XlsGroup { Repeats: true } inner:
                    AddTable(inner, section);
                    break;
                case XlsGroup inner:
                    AddColumns(inner, table, section);
                    break;
                case XlsQuestion { Type.Kind: XlsTypeKind.Metadata } metadata:
                    _log.Lose(FormLossKind.Metadata, metadata.Place, metadata.Name, metadata.Type.Word, "metadata");
                    break;
                case XlsQuestion question:
                    Add(question, table.Columns, null);
                    break;
                default:
                    break;
            }
        }
    }

    private void Add(XlsQuestion question, List<FieldDraft> to, List<string>? keys)
    {
        _placed.Add(question);
        foreach (var draft in new[] { _fields.Of(question), question.Type.HasOther ? _fields.Other(question, _keys.Key($"{question.Key}Other")) : null }.OfType<FieldDraft>())
        {
            to.Add(draft);
            keys?.Add(draft.Field.Key);
        }
    }

    private void LoseOfGroup(XlsGroup group)
    {
        string[] used = ["type", "name", "label", "hint", "relevant", "repeat_count", "appearance"];
        foreach (var (column, value) in group.Row.Cells.Where(c => !used.Contains(c.Key.Name)))
        {
            _log.Lose(FormLossKind.Setting, group.Place, group.Name, $"{column.Name}: {value}", "column", column.Name);
        }

        if (group.Row.Text("appearance") is { Length: > 0 } look and not "field-list")
        {
            _log.Lose(FormLossKind.Appearance, group.Place, group.Name, look, "appearance");
        }
    }
}
