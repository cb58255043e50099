namespace LowCode.Feel.Scopes;

/// <summary>
/// Finds the longest known name that stands at a place of a text; names may hold spaces and signs, and spaces may be written freely. Takes as
/// long as the name there, however many names are known.
/// </summary>
internal sealed class NameTable
{
    // A name of more words and signs is none that somebody writes: to look for it at each place of a text would take as long as the text is, each time.
    private const int MostTokens = 200;

    private readonly Step _start = new();

    public NameTable(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            Add(name);
        }
    }

    /// <summary>Of two names that are spelt alike but for spaces the first counts.</summary>
    public void Add(string name)
    {
        var tokens = NameTokens.Split(name);
        if (tokens.Length is > 0 and <= MostTokens)
        {
            tokens.Aggregate(_start, static (step, token) => step.With(token)).Name ??= name;
        }
    }

    /// <summary>The name and where it ends in the text; null when none is there.</summary>
    public (string Name, int End)? Match(string text, int at) => Match(text, at, NameTokens.First(text, at));

    /// <param name="first">The first token there.</param>
    public (string Name, int End)? Match(string text, int at, ReadOnlySpan<char> first)
    {
        (string Name, int End)? best = null;
        var token = first;
        for (var step = _start.At(token); step is not null; step = step.At(token))
        {
            at += token.Length;
            best = step.Name is { } name ? (name, at) : best;
            if (step.IsLast)
            {
                break;
            }

            while (at < text.Length && char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            token = NameTokens.First(text, at);
        }

        return best;
    }

    /// <summary>Where names go on that begin alike.</summary>
    private sealed class Step
    {
        private Dictionary<string, Step>? _next;

        /// <summary>The name that ends here; null where none does.</summary>
        public string? Name { get; set; }

        public bool IsLast => _next is null;

        public Step With(string token)
        {
            _next ??= new(StringComparer.Ordinal);
            if (!_next.TryGetValue(token, out var step))
            {
                _next.Add(token, step = new Step());
            }

            return step;
        }

        /// <summary>Null where no name goes on so.</summary>
        public Step? At(ReadOnlySpan<char> token) =>
            token.Length > 0 && _next is not null && _next.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(token, out var step) ? step : null;
    }
}
