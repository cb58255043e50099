namespace LowCode.FormUi.Typing;

/// <summary>
/// What somebody typed into a control: it stays as it was typed while it is what the value came from, until the control is left. Before the
/// form has answered with the value of now, a control may be drawn with the one of before: by its own event, or by whatever else draws the
/// form. Then, too, what was typed stays. Otherwise the value of before would travel to the browser and replace what was typed since.
/// </summary>
internal sealed class TypedPart
{
    private string? _typed;
    private string? _as;
    private string? _shown;
    private string? _before;
    private bool _isUnderway;

    /// <param name="value">What the control holds now, to compare with.</param>
    /// <param name="text">The value's own spelling.</param>
    public string? Shown(string? value, string? text)
    {
        _shown = value;
        _isUnderway &= value == _before;
        return _typed is not null && (_isUnderway || _as == value) ? _typed : text;
    }

    public string? Shown(string? value) => Shown(value, value);

    /// <param name="value">What was made of it.</param>
    public void Type(string? typed, string? value) => (_typed, _as, _before, _isUnderway) = (typed, value, _shown, true);

    public void Leave() => (_typed, _isUnderway) = (null, false);
}
