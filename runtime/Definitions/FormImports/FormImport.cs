using LowCode.Definitions.Forms;

namespace LowCode.Definitions.FormImports;

/// <summary>A form that was made of another system's file, with all that did not come along.</summary>
/// <param name="Form">It can be published: what could not be kept is not in it.</param>
/// <param name="Questions">What the file asks, in its order.</param>
/// <param name="Losses">In the order of the file.</param>
public sealed record FormImport(FormDefinition Form, IReadOnlyList<ImportedQuestion> Questions, IReadOnlyList<FormLoss> Losses)
{
    /// <summary>Names and option values that our documents spell otherwise.</summary>
    public IReadOnlyList<RenamedName> Renamed { get; init; } = [];
}

/// <summary>Something of the file that the form does not have, or has otherwise.</summary>
/// <param name="Place">Where it stands: <c>row 12</c> of the survey, or a JSON pointer; empty for the whole.</param>
/// <param name="Question">Its name in the file; empty where it belongs to none.</param>
/// <param name="What">As it stands in the file.</param>
/// <param name="Reason">For people.</param>
public sealed record FormLoss(FormLossKind Kind, string Place, string Question, string What, string Reason);

/// <summary>What was lost.</summary>
public enum FormLossKind
{
    /// <summary>The question became one of another type, or is not there.</summary>
    Type,

    /// <summary>When it is asked.</summary>
    Relevance,

    /// <summary>What its value must satisfy.</summary>
    Constraint,

    Required,
    ReadOnly,
    Calculation,
    Default,

    /// <summary>What may be chosen, or how it is filtered.</summary>
    Choices,

    /// <summary>How rows and groups are nested, how often a group repeats.</summary>
    Structure,

    /// <summary>What a device adds by itself: its number, the track of how a form was filled.</summary>
    Metadata,

    /// <summary>A part of a label, hint or message.</summary>
    Text,

    /// <summary>Pictures and sounds beside labels.</summary>
    Media,

    /// <summary>How it looks.</summary>
    Appearance,

    /// <summary>How it behaves on a device, how its value is written, what other systems make of it.</summary>
    Setting,
}

/// <summary>A question of the file and whether it came along.</summary>
/// <param name="Type">In the words of the file.</param>
/// <param name="Key">Of the field; a column's behind its table's.</param>
/// <param name="HasRelevance">Null: the file says none for it and its groups.</param>
/// <param name="HasConstraint">Null: the file says none.</param>
public sealed record ImportedQuestion(string Place, string Name, string Type, string Key, bool HasType, bool? HasRelevance, bool? HasConstraint)
{
    /// <summary>With its type, relevance and constraint.</summary>
    public bool Arrived => HasType && HasRelevance is not false && HasConstraint is not false;
}

/// <param name="Place">As of a loss.</param>
public sealed record RenamedName(string Place, string Name, string NewName);
