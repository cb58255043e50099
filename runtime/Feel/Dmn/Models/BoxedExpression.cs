namespace LowCode.Feel.Dmn.Models;

/// <summary>The logic of a decision or a function, in one of the forms that the standard draws as boxes.</summary>
public abstract record BoxedExpression
{
    private BoxedExpression()
    {
    }

    /// <summary>The type of the result; null accepts anything.</summary>
    public string? TypeRef { get; init; }

    /// <summary>Id, label, description and what is kept of the document.</summary>
    public ElementNotes Notes { get; init; } = ElementNotes.None;

    /// <summary>A FEEL text. Without one it gives null.</summary>
    public sealed record Literal(string? Text) : BoxedExpression
    {
        /// <summary>The URI of the language where it is not the model's; one that is not FEEL gives null with a reason.</summary>
        public string? ExpressionLanguage { get; init; }
    }

    /// <summary>Entries that see the entries above them. An entry without a variable is the result, else the context of all is.</summary>
    public sealed record Context(IReadOnlyList<ContextEntry> Entries) : BoxedExpression;

    /// <summary>A list, one expression an item (DMN 1.5, 7.3.3).</summary>
    public sealed record List(IReadOnlyList<BoxedExpression> Items) : BoxedExpression;

    /// <summary>A list of contexts, written as a table: one context a row, one entry a column.</summary>
    public sealed record Relation(IReadOnlyList<InformationItem> Columns, IReadOnlyList<List> Rows) : BoxedExpression;

    /// <summary>A call by parameter names.</summary>
    public sealed record Invocation(BoxedExpression? Called, IReadOnlyList<ParameterBinding> Bindings) : BoxedExpression;

    /// <summary>A function; without a body it gives null (DMN 1.5, 7.3.10).</summary>
    public sealed record Function(FunctionKind Kind, IReadOnlyList<InformationItem> Parameters, BoxedExpression? Body) : BoxedExpression;

    /// <summary>A decision table (DMN 1.5, 8).</summary>
    public sealed record Table(DecisionTable Definition) : BoxedExpression;

    /// <summary>The result of <paramref name="Then"/> where <paramref name="If"/> is true, else that of <paramref name="Else"/>.</summary>
    public sealed record Conditional(ChildExpression If, ChildExpression Then, ChildExpression Else) : BoxedExpression;

    /// <summary>The items of <paramref name="In"/> for which <paramref name="Match"/> is true; an item is <c>item</c> there.</summary>
    public sealed record Filter(ChildExpression In, ChildExpression Match) : BoxedExpression;

    /// <summary>The list of the results of <paramref name="Return"/> for each item of <paramref name="In"/>; <c>partial</c> is the list so far.</summary>
    public sealed record For(string IteratorVariable, ChildExpression In, ChildExpression Return) : BoxedExpression;

    /// <summary>Whether <paramref name="Satisfies"/> is true for an item of <paramref name="In"/>.</summary>
    public sealed record Some(string IteratorVariable, ChildExpression In, ChildExpression Satisfies) : BoxedExpression;

    /// <summary>Whether <paramref name="Satisfies"/> is true for all items of <paramref name="In"/>.</summary>
    public sealed record Every(string IteratorVariable, ChildExpression In, ChildExpression Satisfies) : BoxedExpression;
}

/// <param name="Variable">Null for the result entry.</param>
public sealed record ContextEntry(InformationItem? Variable, BoxedExpression Value, ElementNotes Notes);

/// <param name="Value">Null binds null.</param>
public sealed record ParameterBinding(InformationItem Parameter, BoxedExpression? Value, ElementNotes Notes);

/// <summary>An expression inside a named box of another one.</summary>
public sealed record ChildExpression(BoxedExpression Expression, string? TypeRef, ElementNotes Notes);

/// <summary>What the body of a function is written in.</summary>
public enum FunctionKind
{
    /// <summary>FEEL, or another boxed expression.</summary>
    Feel,

    /// <summary>A class and method of another platform: such functions give null with a reason.</summary>
    Java,

    /// <summary>A predictive model of another platform: such functions give null with a reason.</summary>
    Pmml,
}
