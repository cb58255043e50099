using LowCode.Work;
using LowCode.Work.DeadLetters;
using LowCode.Work.Instances;
using LowCode.Work.WakeUps;

namespace LowCode.Portal.Troubles;

/// <summary>A page of dead letters with the names of their processes.</summary>
public sealed record LetterRows(Page<DeadLetter> Letters, ProcessNames Names);

/// <summary>The triggers that are set aside with the names of their processes.</summary>
public sealed record TriggerRows(IReadOnlyList<SetAsideTrigger> Triggers, ProcessNames Names);

/// <summary>The instances in quarantine with the names of their processes.</summary>
public sealed record QuarantineRows(IReadOnlyList<QuarantinedInstance> Instances, ProcessNames Names);
