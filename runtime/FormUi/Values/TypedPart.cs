namespace LowCode.FormUi.Values;

/// <summary>
/// What somebody typed into one of several controls of a field: it stays as it was typed while it is what the value came from, until the
/// control is left.
/// </summary>
internal sealed class TypedPart
{
    private string? _typed;
    private string? _as;

    /// <param name="value">The value's own spelling.</param>
    public string? Shown(string? value) => _typed is not null && _as == value ? _typed : value;

    public void Type(string? typed, string? value) => (_typed, _as) = (typed, value);

    public void Leave() => _typed = null;
}
