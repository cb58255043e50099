using LowCode.Feel.Problems;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Feel.Compiling;

/// <summary>The variables of a function, or of the whole expression, while it is compiled.</summary>
internal sealed class Frame(Frame? outer, NameScope? around)
{
    private readonly Dictionary<string, int> _captures = new(StringComparer.Ordinal);

    public Frame? Outer { get; } = outer;

    /// <summary>What the function sees where it stands.</summary>
    public NameScope? Around { get; } = around;

    public int Size { get; private set; }

    /// <summary>What the function takes along when it is made: how to get it there, and where it lies within.</summary>
    public List<(Executable Source, int Slot)> Captures { get; } = [];

    public int Reserve(int count = 1)
    {
        var slot = Size;
        Size += count;
        return slot;
    }

    public int Capture(string name, Executable source)
    {
        if (!_captures.TryGetValue(name, out var slot))
        {
            slot = Reserve();
            _captures.Add(name, slot);
            Captures.Add((source, slot));
        }

        return slot;
    }
}

/// <summary>A name in a slot, or the item of a filter whose fields are names.</summary>
internal sealed class NameScope(NameScope? outer, Frame frame, string name, int slot, FeelType? itemType = null)
{
    public NameScope? Outer { get; } = outer;

    public Frame Frame { get; } = frame;

    public int Slot { get; } = slot;

    public bool IsUsed { get; private set; }

    /// <summary>How to get the value of a name from within a function; null when nobody knows it.</summary>
    /// <param name="root">Knows the names of the whole expression.</param>
    public static Executable? Resolve(NameScope? scope, Frame frame, string wanted, TextSpan span, Func<string, TextSpan, Executable?> root)
    {
        for (var at = scope; at is not null && at.Frame == frame; at = at.Outer)
        {
            if (at.IsItem && at.MayHaveFields)
            {
                at.IsUsed = true;
                var otherwise = wanted == "item" ? new LocalCode(span, at.Slot) : Resolve(at.Outer, frame, wanted, span, root);
                return new FieldCode(span, at.Slot, wanted, otherwise);
            }

            if (at.Name == wanted)
            {
                at.IsUsed = true;
                return new LocalCode(span, at.Slot);
            }
        }

        if (frame.Outer is null)
        {
            return root(wanted, span);
        }

        return Resolve(frame.Around, frame.Outer, wanted, span, root) is { } source ? new LocalCode(span, frame.Capture(wanted, source)) : null;
    }

    private string Name { get; } = name;

    private bool IsItem => itemType is not null;

    private bool MayHaveFields => itemType!.IsAny || itemType.Kind is FeelKind.Context or FeelKind.Null;
}
