namespace LowCode.Feel.Dmn.Models;

/// <summary>A node of the decision requirements graph.</summary>
public abstract record DrgElement
{
    private DrgElement()
    {
    }

    public required string Name { get; init; }

    /// <summary>The name and type under which others see its value; null stands for the element's name and any type.</summary>
    public InformationItem? Variable { get; init; }

    public ElementNotes Notes { get; init; } = ElementNotes.None;

    /// <summary>The name its value has in expressions.</summary>
    public string VariableName => Variable is { Name.Length: > 0 } variable ? variable.Name : Name;

    /// <summary>What comes from outside.</summary>
    public sealed record InputData : DrgElement;

    /// <summary>What is decided, from inputs and other decisions.</summary>
    public sealed record Decision : DrgElement
    {
        public string? Question { get; init; }

        public string? AllowedAnswers { get; init; }

        public IReadOnlyList<Requirement> Requirements { get; init; } = [];

        /// <summary>Null where people decide: then only a value from outside can stand for it.</summary>
        public BoxedExpression? Logic { get; init; }
    }

    /// <summary>A function that decisions share.</summary>
    public sealed record BusinessKnowledgeModel : DrgElement
    {
        public BoxedExpression.Function? Logic { get; init; }

        public IReadOnlyList<Requirement> Requirements { get; init; } = [];
    }

    /// <summary>A part of the graph with a border: it is called with its inputs and gives its output decisions.</summary>
    public sealed record DecisionService : DrgElement
    {
        public IReadOnlyList<ElementReference> OutputDecisions { get; init; } = [];

        public IReadOnlyList<ElementReference> EncapsulatedDecisions { get; init; } = [];

        public IReadOnlyList<ElementReference> InputDecisions { get; init; } = [];

        public IReadOnlyList<ElementReference> Inputs { get; init; } = [];
    }

    /// <summary>An authority behind decisions: a law, a guideline, a person.</summary>
    public sealed record KnowledgeSource : DrgElement
    {
        public string? SourceType { get; init; }

        public ElementReference? Owner { get; init; }

        public string? LocationUri { get; init; }

        public IReadOnlyList<Requirement> Requirements { get; init; } = [];
    }
}
