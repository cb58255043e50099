using LowCode.Engine;
using LowCode.Engine.Triggers;

namespace LowCode.Work.Releases;

/// <summary>When the triggers of a release start instances.</summary>
internal static class TriggerTimerRows
{
    /// <summary>The rows that a release asks for.</summary>
    public static IReadOnlyList<TriggerTimerWrite> Of(IEnumerable<CompiledWorkflow> workflows, DateTimeOffset now) =>
    [
        .. from workflow in workflows
           from trigger in workflow.Triggers
           let due = trigger.Schedule?.Next(now)
           where due is not null
           select new TriggerTimerWrite(workflow.DefinitionId, trigger.ActivityId, trigger.Hash, due.Value, RowOf(trigger.Misfire)),
    ];

    private static string RowOf(Misfire misfire) => misfire switch
    {
        Misfire.FireOnce => "fire_once",
        Misfire.Skip => "skip",
        Misfire.CatchUp => "catch_up",
        _ => throw new ArgumentOutOfRangeException(nameof(misfire), misfire, "Expected a known policy."),
    };
}
