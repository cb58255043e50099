using LowCode.Engine.Composition;
using LowCode.Engine.Contents;
using LowCode.Engine.Decisions;
using LowCode.Engine.Links;

namespace LowCode.Engine.Stimuli;

/// <summary>The world as the burst sees it. The engine has no clock and no randomness of its own: a replay is nothing special.</summary>
/// <param name="Now">Time of the stimulus, UTC.</param>
/// <param name="Seed">Feeds the random numbers and GUIDs that scripts ask for, and the ids of instances that the burst starts.</param>
/// <param name="Workflows">Other definitions; null: there are none.</param>
/// <param name="Decisions">Decision models; null: there are none.</param>
/// <param name="Settings">What scripts may read of the server's settings; null: nothing.</param>
/// <param name="Zone">The tenant's time zone, in which <c>today()</c> of FEEL is a day; null: UTC.</param>
/// <param name="Links">Makes signed links; null: there are none.</param>
/// <param name="Contents">What is kept beside the instance; null: nothing.</param>
public readonly record struct BurstContext(
    DateTimeOffset Now,
    ulong Seed,
    IWorkflows? Workflows = null,
    IDecisions? Decisions = null,
    IReadOnlyDictionary<string, string>? Settings = null,
    TimeZoneInfo? Zone = null,
    ILinks? Links = null,
    IContents? Contents = null);
