using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Feel.Dmn.Logic;

/// <summary>A boxed expression, ready to run. Immutable; may run on several threads at once.</summary>
internal abstract class LogicNode(string path)
{
    /// <summary>Where it stands in the model, for reasons.</summary>
    public string Path { get; } = path;

    /// <summary>What it yields, as far as that is known before it runs.</summary>
    public FeelType Yields { get; set; } = FeelType.Any;

    /// <param name="slots">The values of the scope that it was compiled in, in its order. Nodes that bind names run their parts on a copy.</param>
    public abstract FeelValue Evaluate(DecisionRun run, FeelValue[] slots);

    /// <summary>A copy with room for more names.</summary>
    protected static FeelValue[] Widened(FeelValue[] slots, int size)
    {
        var wider = new FeelValue[Math.Max(size, slots.Length)];
        slots.CopyTo(wider, 0);
        return wider;
    }
}
