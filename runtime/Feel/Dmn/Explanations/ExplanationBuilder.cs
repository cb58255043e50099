using LowCode.Feel.Compiling;
using LowCode.Feel.Values;

namespace LowCode.Feel.Dmn.Explanations;

/// <summary>Collects an explanation while an evaluation runs, as much of it as <see cref="ExplanationBudget"/> has.</summary>
internal sealed class ExplanationBuilder
{
    private readonly Stack<Part> _open = new();
    private readonly ExplanationBudget _budget = new();

    public ExplanationBuilder() => _open.Push(new Part(this, "", null, 0));

    /// <summary>What was explained so far, outermost first.</summary>
    public IReadOnlyList<DecisionExplanation> Finished => _open.Peek().Parts;

    /// <summary>Opens a part; what is added until it is disposed of lies in it. Null where there is enough already: the part that is open says so.</summary>
    /// <param name="text">The FEEL text, where it is one.</param>
    public Part? Begin(string path, string? text = null)
    {
        var level = _budget.Level;
        if (!_budget.TryEnter())
        {
            _open.Peek().LeaveOut();
            return null;
        }

        var part = new Part(this, path, text, level);
        _open.Push(part);
        return part;
    }

    /// <param name="level">Of the part around it.</param>
    internal sealed class Part(ExplanationBuilder builder, string path, string? text, int level) : IDisposable
    {
        private FeelValue _value;
        private FeelExplanation? _feel;
        private TableExplanation? _table;
        private long _leftOut;

        public List<DecisionExplanation> Parts { get; } = [];

        public ExplanationBudget Budget => builder._budget;

        public void Give(FeelValue value) => _value = value;

        public void Give(FeelExplanation feel) => _feel = feel;

        public void Give(TableExplanation table) => _table = table;

        public void LeaveOut() => _leftOut++;

        public void Dispose()
        {
            // An evaluation that met a limit leaves parts open that nobody closes any more.
            while (builder._open.Pop() != this)
            {
            }

            builder._budget.LeaveTo(level);
            builder._open.Peek().Parts.Add(new DecisionExplanation(path, text, _value, _feel, Parts, _table) { LeftOut = _leftOut });
        }
    }
}
