using LowCode.Definitions.FormImports.XPath;
using LowCode.Definitions.Forms;

namespace LowCode.Definitions.FormImports.XlsForms;

/// <summary>A row of the survey: a question or a group.</summary>
internal abstract class XlsNode(XlsRow row, XlsType type, XlsGroup? parent)
{
    public XlsRow Row { get; } = row;

    public XlsType Type { get; } = type;

    public XlsGroup? Parent { get; } = parent;

    public string Name { get; } = row.Text("name");

    public string Place => Row.Place;

    /// <summary>Of its field; of a group that repeats, of the table.</summary>
    public string Key { get; set; } = "";

    /// <summary>The groups around it, from the innermost.</summary>
    public IEnumerable<XlsGroup> Around
    {
        get
        {
            for (var group = Parent; group is not null; group = group.Parent)
            {
                yield return group;
            }
        }
    }

    /// <summary>The group that repeats, in whose rows it stands; null: it stands in none.</summary>
    public XlsGroup? Table => Around.FirstOrDefault(g => g.Repeats);
}

internal sealed class XlsGroup(XlsRow row, XlsType type, XlsGroup? parent) : XlsNode(row, type, parent)
{
    public List<XlsNode> Children { get; } = [];

    public bool Repeats => Type.Kind == XlsTypeKind.BeginRepeat;

    /// <summary>What it states, in FEEL; null: nothing, or it was lost.</summary>
    public string? Relevant { get; set; }

    /// <summary>Its own questions that its condition asks: whether it is shown cannot depend on what only it shows.</summary>
    public IReadOnlyCollection<XlsQuestion> AskedOfItself { get; set; } = [];

    public IEnumerable<XlsNode> All => Children.SelectMany(c => c is XlsGroup group ? group.All.Prepend(group) : [c]);
}

internal sealed class XlsQuestion(XlsRow row, XlsType type, XlsGroup? parent) : XlsNode(row, type, parent)
{
    /// <summary>Of its field, which may be another than its type says.</summary>
    public FieldType Field { get; set; } = type.Field;

    /// <summary>What it may choose from; null: it chooses nothing.</summary>
    public XlsChoiceList? Choices { get; set; }

    /// <summary>What expressions make of it; null: not worked out yet.</summary>
    public XPathKind? Kind { get; set; }
}

/// <summary>Reads rows as a tree.</summary>
internal static class XlsSurvey
{
    public static XlsGroup Read(XlsTable survey, ImportLog log)
    {
        var root = new XlsGroup(new XlsRow(0, new Dictionary<XlsColumn, string>()), new XlsType(XlsTypeKind.BeginGroup), null);
        var open = root;
        foreach (var row in survey.Rows.Where(r => r.Text("type").Length > 0 && !r.Text("disabled").Equals("yes", StringComparison.OrdinalIgnoreCase)))
        {
            var type = XlsType.Read(row.Text("type"));
            switch (type.Kind)
            {
                case XlsTypeKind.BeginGroup or XlsTypeKind.BeginRepeat:
                    var group = new XlsGroup(row, type, open);
                    open.Children.Add(group);
                    open = group;
                    break;
                case XlsTypeKind.End when open.Parent is { } outer:
                    open = outer;
                    break;
                case XlsTypeKind.End:
                    log.Lose(FormLossKind.Structure, row.Place, row.Text("name"), type.Word, "end-without-begin");
                    break;
                default:
                    open.Children.Add(new XlsQuestion(row, type, open));
                    break;
            }
        }

        return root;
    }
}
