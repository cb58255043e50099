using System.Text.Json.Nodes;

namespace LowCode.Work.Alterations;

/// <summary>One change of a running instance. The names are Elsa's.</summary>
public abstract record Alteration
{
    private Alteration()
    {
    }

    /// <param name="VariableId">Id or name.</param>
    public sealed record ModifyVariable(string VariableId, JsonNode? Value) : Alteration;

    /// <summary>The instance goes on with another published version of its definition.</summary>
    public sealed record Migrate(int TargetVersion) : Alteration;

    /// <summary>Runs an activity: once more where an incident stopped it, else anew where its container runs.</summary>
    /// <param name="ActivityInstanceId">One run of it; null: the activity says which.</param>
    public sealed record ScheduleActivity(string? ActivityId, string? ActivityInstanceId) : Alteration;

    /// <inheritdoc cref="ScheduleActivity"/>
    public sealed record CancelActivity(string? ActivityId, string? ActivityInstanceId) : Alteration;

    /// <summary>Ends the whole instance.</summary>
    public sealed record Cancel : Alteration;
}
