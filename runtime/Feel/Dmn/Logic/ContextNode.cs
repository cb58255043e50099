using LowCode.Feel.Dmn.Types;
using LowCode.Feel.Values;

namespace LowCode.Feel.Dmn.Logic;

/// <summary>Entries that see the entries above them.</summary>
/// <param name="size">Names in the scope of the last entry.</param>
internal sealed class ContextNode(string path, IReadOnlyList<ContextNode.Entry> entries, int size, DmnType type) : LogicNode(path)
{
    public override FeelValue Evaluate(DecisionRun run, FeelValue[] slots)
    {
        using var part = run.Explanation?.Begin(Path);
        var own = Widened(slots, size);
        var builder = new ContextBuilder();
        var result = default(FeelValue?);
        foreach (var entry in entries)
        {
            using var inner = run.Explanation?.Begin(entry.Name ?? "");
            var value = run.Convert(entry.Logic.Path, entry.Logic.Evaluate(run, own), entry.Type);
            inner?.Give(value);
            if (entry.Name is null)
            {
                result = value;
                break;
            }

            own[entry.Slot] = value;
            builder.Set(entry.Name, value);
        }

        var all = run.Convert(Path, result ?? run.Feel.Fresh(builder.ToContext()), type);
        part?.Give(all);
        return all;
    }

    /// <param name="Name">Null for the result.</param>
    internal sealed record Entry(string? Name, int Slot, LogicNode Logic, DmnType Type);
}
