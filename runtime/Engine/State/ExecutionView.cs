namespace LowCode.Engine.State;

/// <summary>An activity that runs, waits or was stopped by an incident.</summary>
/// <param name="Id">Unique within the instance (<c>e7</c>).</param>
/// <param name="OwnerId">The execution that it runs in; null: it is the root.</param>
/// <param name="IsStopped">An incident stopped it.</param>
/// <param name="IsWaiting">It waits at a bookmark of its own.</param>
public sealed record ExecutionView(string Id, string? OwnerId, string ActivityId, string ActivityType, bool IsStopped, bool IsWaiting);
