namespace LowCode.Rules.Index;

/// <summary>Numbers texts from 0 in the order in which they first come.</summary>
internal sealed class Numbering
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];

    public IReadOnlyList<string> Texts => _texts;

    public int Count => _texts.Count;

    public int this[string text] => _numbers[text];

    public bool IsSame(Numbering other) => _texts.SequenceEqual(other._texts, StringComparer.Ordinal);

    public void Add(string text)
    {
        if (_numbers.TryAdd(text, _texts.Count))
        {
            _texts.Add(text);
        }
    }
}
