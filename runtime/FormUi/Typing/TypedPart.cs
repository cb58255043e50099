namespace LowCode.FormUi.Typing;

/// <summary>
/// What somebody typed into a control: it stays as it was typed while it is what the value came from, until the control is left. A control
/// is drawn once with what was typed and the value of before, because its own event draws it earlier than the form around it: then, too, what
/// was typed stays. Otherwise the value of before would travel to the browser, and over a slow network replace what was typed since.
/// </summary>
internal sealed class TypedPart
{
    private string? _typed;
    private string? _as;
    private bool _isUnderway;

    /// <param name="value">What the control holds now, to compare with.</param>
    /// <param name="text">The value's own spelling.</param>
    public string? Shown(string? value, string? text) => _typed is not null && (_isUnderway || _as == value) ? _typed : text;

    public string? Shown(string? value) => Shown(value, value);

    /// <param name="value">What was made of it.</param>
    public void Type(string? typed, string? value) => (_typed, _as, _isUnderway) = (typed, value, true);

    /// <summary>The form has answered: the value is the one of now.</summary>
    public void Arrive() => _isUnderway = false;

    public void Leave() => (_typed, _isUnderway) = (null, false);
}
