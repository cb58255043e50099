using LowCode.Feel.Dmn.Expressions;
using LowCode.Feel.Dmn.Logic;
using LowCode.Feel.Values;

namespace LowCode.Feel.Dmn.Tables;

/// <summary>An input cell of a rule.</summary>
/// <param name="Input">The expression of its column, as written.</param>
internal sealed record TableCell(string Path, CompiledTests Tests, string Input)
{
    public CellShape Shape { get; } = CellShapes.Of(Tests.Root);

    /// <summary>Null where the tests can say neither.</summary>
    /// <param name="slots">With the tested value in its place.</param>
    public bool? Holds(DecisionRun run, FeelValue[] slots)
    {
        if (Shape is CellShape.Anything)
        {
            return true;
        }

        var holds = Tests.Holds(run.Feel, slots);
        run.Adopt(Path, Input);
        return holds;
    }
}
