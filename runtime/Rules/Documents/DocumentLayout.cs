using LowCode.Definitions.Rules;

namespace LowCode.Rules.Documents;

/// <summary>Where the fields of a schema stand in a row of cells: those of all headers in one row, those of a line in another.</summary>
internal sealed class DocumentLayout
{
    private readonly Dictionary<string, int> _header;
    private readonly Dictionary<string, int> _line;

    public DocumentLayout(DocumentSchema schema)
    {
        Schema = schema;
        _header = schema.Fields.Index().ToDictionary(f => f.Item.Name, f => f.Index, StringComparer.Ordinal);
        _line = schema.LineFields.Index().ToDictionary(f => f.Item.Name, f => f.Index, StringComparer.Ordinal);
        Parts = [.. schema.Fields.Select(f => RootOf(f.Name)).Concat(schema.Lines is { } lines ? [RootOf(lines)] : []).Distinct().Select(PartOf)];
        Roots = new MemberTable(Parts.Select(p => p.Name));
        LineMembers = new MemberTable(schema.LineFields.Select(f => f.Name));
        Number = HeaderSlot(schema.Number);
        Date = HeaderSlot(schema.Date);
    }

    public DocumentSchema Schema { get; }

    public MemberTable Roots { get; }

    public IReadOnlyList<DocumentPart> Parts { get; }

    public MemberTable LineMembers { get; }

    public int Number { get; }

    public int Date { get; }

    public int HeaderCount => Schema.Fields.Count;

    public int LineCount => Schema.LineFields.Count;

    public int HeaderSlot(string field) => _header[field];

    public int LineSlot(string field) => _line[field];

    /// <summary>The cell where a line's row begins.</summary>
    public int Row(int line) => HeaderCount + (line * LineCount);

    private static string RootOf(string field) => field[..field.IndexOf('.', StringComparison.Ordinal)];

    private DocumentPart PartOf(string root)
    {
        var fields = Schema.Fields.Where(f => RootOf(f.Name) == root).ToList();
        var names = fields.Select(f => f.Name[(root.Length + 1)..]).ToList();
        var slots = fields.Select(f => HeaderSlot(f.Name)).ToList();
        if (Schema.Lines is { } lines && RootOf(lines) == root)
        {
            names.Add(lines[(root.Length + 1)..]);
            slots.Add(DocumentPart.Lines);
        }

        return new DocumentPart(root, new MemberTable(names), [.. slots]);
    }
}

/// <summary>One of the documents that are screened together.</summary>
/// <param name="Slots">By member: the cell of the header row, or <see cref="Lines"/>.</param>
internal sealed record DocumentPart(string Name, MemberTable Members, int[] Slots)
{
    public const int Lines = -1;

    /// <summary>Where its lines stand, if it is the document that has them.</summary>
    public string LinesPath { get; } = $"/{Name}/{Members.Names[^1]}";
}
