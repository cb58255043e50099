namespace LowCode.Rules.Documents;

/// <summary>The members of one kind of object. Documents of one sender name them in one order, so the next one is usually the expected one.</summary>
internal sealed class MemberTable
{
    public const int Unknown = -1;

    private readonly byte[][] _names;

    public MemberTable(IEnumerable<string> names)
    {
        Names = [.. names];
        _names = [.. Names.Select(System.Text.Encoding.UTF8.GetBytes)];
    }

    public IReadOnlyList<string> Names { get; }

    /// <param name="expected">Where the name is looked for first; afterwards the one that follows it.</param>
    public int Find(ReadOnlySpan<byte> name, ref int expected)
    {
        if (expected < _names.Length && name.SequenceEqual(_names[expected]))
        {
            return expected++;
        }

        for (var i = 0; i < _names.Length; i++)
        {
            if (name.SequenceEqual(_names[i]))
            {
                expected = i + 1;
                return i;
            }
        }

        return Unknown;
    }
}
