namespace LowCode.Definitions.Rules;

/// <summary>
/// What rules may ask about: several documents screened together as one JSON object (<c>{"d": declaration, "m": manifest}</c>), their fields,
/// and the repeated lines of one of them.
/// </summary>
/// <param name="Number">The text field that names the document in a verdict.</param>
/// <param name="Date">The date field that a rule's validity is compared with.</param>
/// <param name="Lines">Where the lines stand, <c>d.lines</c>; null: the document has none.</param>
public sealed record DocumentSchema(
    string DocumentId, string Number, string Date, string? Lines, IReadOnlyList<DocumentField> Fields, IReadOnlyList<DocumentField> LineFields)
{
    public const string Format = "lowcode.document/1";

    private static readonly Lazy<DocumentSchema> _customs = new(ReadCustoms);

    private readonly Dictionary<string, DocumentField> _fields = Fields.ToDictionary(f => f.Name, StringComparer.Ordinal);
    private readonly Dictionary<string, DocumentField> _lineFields = LineFields.ToDictionary(f => f.Name, StringComparer.Ordinal);

    /// <summary>A customs declaration with its manifest: what a rule set speaks about that declares no document of its own.</summary>
    public static DocumentSchema Customs => _customs.Value;

    /// <summary>Schemas that say the same are the same, however often they were read.</summary>
    public bool Equals(DocumentSchema? other) =>
        other is not null
        && (DocumentId, Number, Date, Lines) == (other.DocumentId, other.Number, other.Date, other.Lines)
        && Fields.SequenceEqual(other.Fields)
        && LineFields.SequenceEqual(other.LineFields);

    public override int GetHashCode() => HashCode.Combine(DocumentId, Number, Date, Lines, Fields.Count, LineFields.Count);

    public DocumentField? Field(string name) => _fields.GetValueOrDefault(name);

    public DocumentField? LineField(string name) => _lineFields.GetValueOrDefault(name);

    private static DocumentSchema ReadCustoms()
    {
        using var resource = typeof(DocumentSchema).Assembly.GetManifestResourceStream("customs-declaration.json")
            ?? throw new InvalidOperationException("Expected the resource customs-declaration.json, but it is not there.");
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        var read = DocumentSchemaJson.Read(bytes.ToArray());
        return read.Value ?? throw new InvalidOperationException(read.Problems[0].Message);
    }
}
