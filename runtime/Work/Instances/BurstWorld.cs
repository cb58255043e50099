using LowCode.Definitions.CaseTypes;
using LowCode.Engine;
using LowCode.Engine.Composition;
using LowCode.Engine.Contents;
using LowCode.Engine.Effects;
using LowCode.Work.Cases;
using LowCode.Work.Releases;

namespace LowCode.Work.Instances;

/// <summary>What a burst may look up; everything in it is immutable, so all look-ups of one burst agree.</summary>
/// <param name="Workflow">The definition that the instance started with.</param>
/// <param name="Pinned">The release that the instance started with: forms and limits.</param>
/// <param name="Current">The release that holds now: dictionaries, definitions of new children.</param>
/// <param name="Workflows">Other definitions, for the engine.</param>
internal sealed record BurstWorld(Tenant Tenant, CompiledWorkflow Workflow, ReleaseView Pinned, ReleaseView Current, IWorkflows Workflows)
{
    /// <summary>What is kept beside the instance.</summary>
    public required IContents Contents { get; init; }

    /// <summary>Whether the request that is answered came to this process.</summary>
    public required Func<Effect.Reply, bool> IsWaitingHere { get; init; }

    /// <exception cref="InvalidOperationException">The release does not hold the case type: publishing should have said so.</exception>
    public CaseTypeDefinition CaseTypeOf(CaseRecord record) => Pinned.CaseType(record.Row.CaseType)
        ?? throw new InvalidOperationException($"Expected case type {record.Row.CaseType} in release {Pinned.Revision}, but it is not there.");

    public DateTime Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Tenant.Zone).DateTime;

    public DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(Local(at));
}
