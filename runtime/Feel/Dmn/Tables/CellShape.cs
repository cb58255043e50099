using LowCode.Feel.Values;

namespace LowCode.Feel.Dmn.Tables;

/// <summary>What an input cell says, as far as it is known before anything is evaluated.</summary>
internal abstract record CellShape
{
    private CellShape()
    {
    }

    /// <summary><c>-</c></summary>
    public sealed record Anything : CellShape
    {
        public static Anything Instance { get; } = new();
    }

    /// <summary>Literals and ranges of literals of kinds that can be ordered; a literal is a range of the form "equal".</summary>
    /// <param name="Negated">The cell is <c>not(...)</c>.</param>
    public sealed record Constants(IReadOnlyList<FeelRange> Ranges, bool Negated) : CellShape;

    /// <summary>Everything else: it must be evaluated.</summary>
    public sealed record Computed : CellShape
    {
        public static Computed Instance { get; } = new();
    }
}
