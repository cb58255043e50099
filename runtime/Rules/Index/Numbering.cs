namespace LowCode.Rules.Index;

/// <summary>
/// Numbers texts from 0 in the order in which they first come. A numbering that goes on from another keeps its numbers, also those of texts
/// that nobody asks for any more.
/// </summary>
internal sealed class Numbering
{
    private readonly Dictionary<string, int> _numbers;
    private readonly List<string> _texts;
    private readonly HashSet<int> _asked = [];

    public Numbering(Numbering? before = null)
    {
        _numbers = before is null ? new(StringComparer.Ordinal) : new(before._numbers, StringComparer.Ordinal);
        _texts = before is null ? [] : [.. before._texts];
    }

    public IReadOnlyList<string> Texts => _texts;

    public int Count => _texts.Count;

    /// <summary>Texts that are asked for now.</summary>
    public int AskedCount => _asked.Count;

    public int this[string text] => _numbers[text];

    public bool IsAsked(string text) => _asked.Contains(_numbers[text]);

    public void Add(string text)
    {
        if (_numbers.TryAdd(text, _texts.Count))
        {
            _texts.Add(text);
        }

        _asked.Add(_numbers[text]);
    }
}
