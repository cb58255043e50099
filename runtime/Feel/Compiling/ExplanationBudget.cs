namespace LowCode.Feel.Compiling;

/// <summary>
/// How much of an evaluation is explained: what a long loop did nobody reads, and it would hold every value that ever was. Shared by all
/// that one explanation tells.
/// </summary>
internal sealed class ExplanationBudget
{
    /// <summary>Boxes, sub-expressions and cells of tables together.</summary>
    public const int MostParts = 10_000;

    /// <summary>Parts in one another: what writes them out descends by calls.</summary>
    public const int MostLevels = 100;

    public int Left { get; private set; } = MostParts;

    public int Level { get; private set; }

    /// <summary>Takes a part; false where there are enough, or it lies too deep.</summary>
    public bool TryEnter()
    {
        if (Left == 0 || Level == MostLevels)
        {
            return false;
        }

        Left--;
        Level++;
        return true;
    }

    /// <param name="level">Of the part that was entered.</param>
    public void LeaveTo(int level) => Level = level;

    /// <summary>Takes parts that have none below them, as many as there are left.</summary>
    public int Take(int count)
    {
        var taken = Math.Min(count, Left);
        Left -= taken;
        return taken;
    }
}
