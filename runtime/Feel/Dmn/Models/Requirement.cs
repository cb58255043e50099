namespace LowCode.Feel.Dmn.Models;

/// <summary>An arrow of the graph, kept at its target.</summary>
public sealed record Requirement(RequirementKind Kind, ElementReference Source, ElementNotes Notes);

/// <summary>What an arrow brings.</summary>
public enum RequirementKind
{
    /// <summary>The value of an input.</summary>
    Input,

    /// <summary>The value of another decision.</summary>
    Decision,

    /// <summary>A knowledge model or a decision service to call.</summary>
    Knowledge,

    /// <summary>An authority; says nothing to the evaluation.</summary>
    Authority,

    /// <summary>An authority that is a decision.</summary>
    AuthorityDecision,

    /// <summary>An authority that is an input.</summary>
    AuthorityInput,
}

/// <summary>Points at an element: <c>#id</c>, or <c>namespace#id</c> for one of an imported model.</summary>
public sealed record ElementReference(string Href, ElementNotes Notes)
{
    /// <summary>An element of the same model.</summary>
    public static ElementReference To(string id) => new("#" + id, ElementNotes.None);

    /// <summary>The namespace of the model; empty for the own one.</summary>
    public string Namespace => Href.IndexOf('#', StringComparison.Ordinal) is > 0 and var at ? Href[..at] : "";

    /// <summary>The id of the element in its model.</summary>
    public string Id => Href[(Href.IndexOf('#', StringComparison.Ordinal) + 1)..];
}
