namespace LowCode.Rules.Documents;

/// <summary>Where a value stands; spelled out only where something is wrong with it.</summary>
internal readonly struct Place
{
    private readonly DocumentPart? _part;
    private readonly DocumentLayout? _layout;
    private readonly string _lines;
    private readonly int _line;
    private readonly int _member;

    public Place(DocumentPart part, int member)
    {
        _part = part;
        _lines = "";
        _member = member;
    }

    public Place(DocumentLayout layout, string lines, int line, int member)
    {
        _layout = layout;
        _lines = lines;
        _line = line;
        _member = member;
    }

    public string Name => _part is { } part ? part.Members.Names[_member] : _layout!.LineMembers.Names[_member];

    public string Path => _part is { } part ? $"/{part.Name}/{Name}" : $"{_lines}/{_line}/{Name}";
}
