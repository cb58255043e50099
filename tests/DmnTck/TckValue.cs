namespace LowCode.Tests.DmnTck;

/// <summary>A value as a case file writes it.</summary>
public abstract record TckValue
{
    private TckValue()
    {
    }

    public sealed record Nil : TckValue;

    /// <param name="Type">The XML schema type without prefix; null where the file names none.</param>
    public sealed record Scalar(string Text, string? Type) : TckValue;

    public sealed record List(IReadOnlyList<TckValue> Items) : TckValue;

    public sealed record Components(IReadOnlyList<KeyValuePair<string, TckValue>> Entries) : TckValue;
}
