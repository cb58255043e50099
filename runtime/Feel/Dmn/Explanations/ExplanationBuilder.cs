using LowCode.Feel.Values;

namespace LowCode.Feel.Dmn.Explanations;

/// <summary>Collects an explanation while an evaluation runs.</summary>
internal sealed class ExplanationBuilder
{
    /// <summary>More parts than these are not kept: loops could make any number of them.</summary>
    private const int MostParts = 10_000;

    private readonly Stack<Part> _open = new();
    private int _parts;

    public ExplanationBuilder() => _open.Push(new Part(this, ""));

    /// <summary>What was explained so far, outermost first.</summary>
    public IReadOnlyList<Explanation> Finished => _open.Peek().Parts;

    /// <summary>Opens a part; what is added until it is disposed of lies in it.</summary>
    public Part Begin(string path)
    {
        var part = new Part(this, path);
        _open.Push(part);
        return part;
    }

    public void Text(string path, string text, FeelValue value) => Add(new Explanation(path, text, value, [], null));

    private void Add(Explanation part)
    {
        if (_parts++ < MostParts)
        {
            _open.Peek().Parts.Add(part);
        }
    }

    internal sealed class Part(ExplanationBuilder builder, string path) : IDisposable
    {
        private FeelValue _value;
        private TableExplanation? _table;

        public List<Explanation> Parts { get; } = [];

        public void Give(FeelValue value) => _value = value;

        public void Give(TableExplanation table) => _table = table;

        public void Dispose()
        {
            // An evaluation that met a limit leaves parts open that nobody closes any more.
            while (builder._open.Pop() != this)
            {
            }

            builder.Add(new Explanation(path, null, _value, Parts, _table));
        }
    }
}
