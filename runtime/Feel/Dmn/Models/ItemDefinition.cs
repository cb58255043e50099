namespace LowCode.Feel.Dmn.Models;

/// <summary>A type with a name: a constrained base type, a structure, a list or a function.</summary>
public sealed record ItemDefinition
{
    /// <summary>What <c>typeRef</c>s call it.</summary>
    public required string Name { get; init; }

    /// <summary>A built-in type or another definition; null for structures and functions.</summary>
    public string? TypeRef { get; init; }

    /// <summary>The URI of the language of <see cref="TypeRef"/>; null is the model's.</summary>
    public string? TypeLanguage { get; init; }

    /// <summary>A list of what the rest says.</summary>
    public bool IsCollection { get; init; }

    /// <summary>What a single value may be; for a list what each item may be.</summary>
    public UnaryTestsText? AllowedValues { get; init; }

    /// <summary>What the whole value must satisfy; for a list the list itself.</summary>
    public UnaryTestsText? TypeConstraint { get; init; }

    /// <summary>The entries of a structure; empty for anything else.</summary>
    public IReadOnlyList<ItemDefinition> Components { get; init; } = [];

    /// <summary>The signature where it is a function type.</summary>
    public FunctionItem? Function { get; init; }

    /// <summary>Id, label, description and what is kept of the document.</summary>
    public ElementNotes Notes { get; init; } = ElementNotes.None;
}

/// <summary>The signature of a function type.</summary>
public sealed record FunctionItem(IReadOnlyList<InformationItem> Parameters, string? OutputTypeRef, ElementNotes Notes);

/// <summary>A named place for a value: a variable, a parameter, a column.</summary>
/// <param name="TypeRef">Null accepts anything.</param>
public sealed record InformationItem(string Name, string? TypeRef, ElementNotes Notes)
{
    /// <summary>One without id.</summary>
    public static InformationItem Of(string name, string? typeRef = null) => new(name, typeRef, ElementNotes.None);
}

/// <summary>Unary tests in their written form: <c>"A", "B"</c>, <c>[1..5]</c>, <c>-</c>.</summary>
public sealed record UnaryTestsText(string Text, string? ExpressionLanguage, ElementNotes Notes)
{
    /// <summary>Tests in FEEL, without id.</summary>
    public static UnaryTestsText Of(string text) => new(text, null, ElementNotes.None);
}
