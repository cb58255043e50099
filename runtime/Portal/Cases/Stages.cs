using LowCode.Definitions.CaseTypes;
using LowCode.Work.Cases;

namespace LowCode.Portal.Cases;

public enum StageState
{
    Done,
    Now,

    /// <summary>The case ended here without reaching the end of the process (不予受理).</summary>
    Ended,
    Open,
}

/// <summary>How far a case is, as milestones: before where it stands is done, after it is open, even if a return made it pass there before.</summary>
public static class Stages
{
    public static IReadOnlyList<(CaseStage Stage, StageState State)> Of(CaseTypeDefinition type, CaseDetails details)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(details);
        var now = Find(type, details.ActiveSteps, first: true);
        var reached = Find(type, details.VisitedSteps, first: false);
        return
        [
            .. type.Stages.Select((stage, index) => (stage, details.Case.Phase switch
            {
                CasePhase.Closed => StageState.Done,
                CasePhase.Rejected when index < reached => StageState.Done,
                CasePhase.Rejected => index == reached ? StageState.Ended : StageState.Open,
                _ when index == now => StageState.Now,
                _ => index < Math.Max(now, 0) ? StageState.Done : StageState.Open,
            })),
        ];
    }

    /// <summary>Index of the first or last stage that has one of the steps; -1: none has.</summary>
    private static int Find(CaseTypeDefinition type, IReadOnlyList<string> steps, bool first)
    {
        var found = type.Stages.Index().Where(s => s.Item.Steps.Any(steps.Contains)).Select(s => s.Index).DefaultIfEmpty(-1);
        return first ? found.First() : found.Last();
    }
}
