namespace LowCode.Definitions.Rules;

/// <param name="Name"><c>document.field</c> in the header, the bare member name in lines.</param>
/// <param name="IsRequired">True: a document that lacks it, or holds null there, is refused. False: it is absent, which only <c>isNull</c> meets.</param>
public sealed record DocumentField(string Name, FieldKind Kind, bool IsRequired)
{
    /// <summary>The dictionary that its codes are of, texts only; null: it holds any text.</summary>
    public string? Dictionary { get; init; }
}
