namespace LowCode.Feel.Scopes;

/// <summary>Finds the longest known name that stands at a place of a text; names may hold spaces and signs, and spaces may be written freely.</summary>
internal sealed class NameTable
{
    private readonly Dictionary<string, List<KnownName>> _byFirst = new(StringComparer.Ordinal);

    public NameTable(IEnumerable<string> names)
    {
        foreach (var name in names.Distinct(StringComparer.Ordinal))
        {
            Add(name);
        }
    }

    /// <summary>A name that is not there yet.</summary>
    public void Add(string name)
    {
        var tokens = NameTokens.Split(name);
        if (tokens.Length == 0)
        {
            return;
        }

        if (!_byFirst.TryGetValue(tokens[0], out var same))
        {
            _byFirst.Add(tokens[0], [new(name, tokens)]);
            return;
        }

        // Longest first, so that the first hit is the answer.
        var at = same.Count;
        while (at > 0 && same[at - 1].Tokens.Length < tokens.Length)
        {
            at--;
        }

        same.Insert(at, new(name, tokens));
    }

    /// <summary>The name and where it ends in the text; null when none is there.</summary>
    public (string Name, int End)? Match(string text, int at) => Match(text, at, NameTokens.First(text, at));

    /// <param name="first">The first token there.</param>
    public (string Name, int End)? Match(string text, int at, ReadOnlySpan<char> first)
    {
        if (first.Length == 0 || !_byFirst.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(first, out var candidates))
        {
            return null;
        }

        foreach (var candidate in candidates)
        {
            if (End(text, at + first.Length, candidate.Tokens) is { } end)
            {
                return (candidate.Name, end);
            }
        }

        return null;
    }

    // Behind the first token.
    private static int? End(string text, int at, string[] tokens)
    {
        for (var i = 1; i < tokens.Length; i++)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            var found = NameTokens.First(text, at);
            if (!found.SequenceEqual(tokens[i]))
            {
                return null;
            }

            at += found.Length;
        }

        return at;
    }

    private sealed record KnownName(string Name, string[] Tokens);
}
