using LowCode.Definitions.CaseTypes;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Workflows;
using LowCode.FormUi;
using LowCode.Work;
using LowCode.Work.Cases;
using LowCode.Work.DeadLetters;
using LowCode.Work.Evaluations;
using LowCode.Work.Instances;

namespace LowCode.Portal.Cases;

/// <summary>All that a case's page shows.</summary>
/// <param name="Details">Null: there is no such case, or the reader may not see it.</param>
/// <param name="Type">Null: the tenant's release no longer has the case's type.</param>
/// <param name="Diagram">The process that the case runs on, as it was when the case started.</param>
/// <param name="Children">The processes that it started.</param>
/// <param name="Standstill">Why the process and those that it started do not go on; empty: they do, or it is not the reader's affair.</param>
/// <param name="Forms">The forms that fill the case, in the order of the process, and those that filled it and have left its type.</param>
public sealed record CaseView(
    CaseDetails? Details,
    CaseTypeDefinition? Type,
    CaseWords Words,
    IReadOnlyList<FormDefinition> Forms,
    FormContext Context,
    WorkflowDiagram? Diagram,
    IReadOnlyList<ChildDiagram> Children,
    IReadOnlyList<StandstillReason> Standstill)
{
    /// <summary>What of its processes could not be delivered and nobody has resolved: why they may stand still. Administrators are told.</summary>
    public IReadOnlyList<DeadLetter> Undelivered { get; init; } = [];

    /// <summary>Who changed which field, the newest changes.</summary>
    public Page<FieldChange> History { get; init; } = new([], 0);

    /// <summary>What its processes decided; null: it is not the reader's affair.</summary>
    public DecisionList? Decisions { get; init; }
}
