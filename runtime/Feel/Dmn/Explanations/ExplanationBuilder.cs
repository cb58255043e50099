using LowCode.Feel.Compiling;
using LowCode.Feel.Values;

namespace LowCode.Feel.Dmn.Explanations;

/// <summary>Collects an explanation while an evaluation runs.</summary>
internal sealed class ExplanationBuilder
{
    /// <summary>More parts than these are not kept: loops could make any number of them.</summary>
    private const int MostParts = 10_000;

    private readonly Stack<Part> _open = new();
    private int _parts;

    public ExplanationBuilder() => _open.Push(new Part(this, "", null));

    /// <summary>What was explained so far, outermost first.</summary>
    public IReadOnlyList<DecisionExplanation> Finished => _open.Peek().Parts;

    /// <summary>Opens a part; what is added until it is disposed of lies in it.</summary>
    /// <param name="text">The FEEL text, where it is one.</param>
    public Part Begin(string path, string? text = null)
    {
        var part = new Part(this, path, text);
        _open.Push(part);
        return part;
    }

    private void Add(DecisionExplanation part)
    {
        if (_parts++ < MostParts)
        {
            _open.Peek().Parts.Add(part);
        }
    }

    internal sealed class Part(ExplanationBuilder builder, string path, string? text) : IDisposable
    {
        private FeelValue _value;
        private FeelExplanation? _feel;
        private TableExplanation? _table;

        public List<DecisionExplanation> Parts { get; } = [];

        public void Give(FeelValue value) => _value = value;

        public void Give(FeelExplanation feel) => _feel = feel;

        public void Give(TableExplanation table) => _table = table;

        public void Dispose()
        {
            // An evaluation that met a limit leaves parts open that nobody closes any more.
            while (builder._open.Pop() != this)
            {
            }

            builder.Add(new DecisionExplanation(path, text, _value, _feel, Parts, _table));
        }
    }
}
