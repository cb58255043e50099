namespace LowCode.Feel.Dmn.Models;

/// <summary>A node of the decision requirements graph.</summary>
public abstract record DrgElement
{
    private DrgElement()
    {
    }

    /// <summary>Unique among the elements of its model.</summary>
    public required string Name { get; init; }

    /// <summary>The name and type under which others see its value; null stands for the element's name and any type.</summary>
    public InformationItem? Variable { get; init; }

    /// <summary>Id, label, description and what is kept of the document.</summary>
    public ElementNotes Notes { get; init; } = ElementNotes.None;

    /// <summary>The name its value has in expressions.</summary>
    public string VariableName => Variable is { Name.Length: > 0 } variable ? variable.Name : Name;

    /// <summary>What comes from outside.</summary>
    public sealed record InputData : DrgElement;

    /// <summary>What is decided, from inputs and other decisions.</summary>
    public sealed record Decision : DrgElement
    {
        /// <summary>What it answers, for people.</summary>
        public string? Question { get; init; }

        /// <summary>What it may answer, for people; not checked.</summary>
        public string? AllowedAnswers { get; init; }

        /// <summary>The arrows that end here.</summary>
        public IReadOnlyList<Requirement> Requirements { get; init; } = [];

        /// <summary>Null where people decide: then only a value from outside can stand for it.</summary>
        public BoxedExpression? Logic { get; init; }
    }

    /// <summary>A function that decisions share.</summary>
    public sealed record BusinessKnowledgeModel : DrgElement
    {
        /// <summary>The function; null where nothing was written yet: a call gives null.</summary>
        public BoxedExpression.Function? Logic { get; init; }

        /// <summary>The arrows that end here.</summary>
        public IReadOnlyList<Requirement> Requirements { get; init; } = [];
    }

    /// <summary>A part of the graph with a border: it is called with its inputs and gives its output decisions.</summary>
    public sealed record DecisionService : DrgElement
    {
        /// <summary>What the service gives; several as a context by their names.</summary>
        public IReadOnlyList<ElementReference> OutputDecisions { get; init; } = [];

        /// <summary>Decisions that are made within it and not told.</summary>
        public IReadOnlyList<ElementReference> EncapsulatedDecisions { get; init; } = [];

        /// <summary>Decisions whose values the caller hands over.</summary>
        public IReadOnlyList<ElementReference> InputDecisions { get; init; } = [];

        /// <summary>Input data that the caller hands over. In a call its parameters come before those of <see cref="InputDecisions"/>.</summary>
        public IReadOnlyList<ElementReference> Inputs { get; init; } = [];
    }

    /// <summary>An authority behind decisions: a law, a guideline, a person.</summary>
    public sealed record KnowledgeSource : DrgElement
    {
        /// <summary>What kind of source it is, for people.</summary>
        public string? SourceType { get; init; }

        /// <summary>The organisation unit that keeps it.</summary>
        public ElementReference? Owner { get; init; }

        /// <summary>Where it can be read.</summary>
        public string? LocationUri { get; init; }

        /// <summary>The arrows that end here.</summary>
        public IReadOnlyList<Requirement> Requirements { get; init; } = [];
    }
}
