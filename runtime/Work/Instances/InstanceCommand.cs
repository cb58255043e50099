using System.Text.Json.Nodes;
using LowCode.Definitions;
using LowCode.Definitions.CaseTypes;
using LowCode.Definitions.Releases;
using LowCode.Engine;
using LowCode.Engine.Contents;
using LowCode.Engine.Interventions;
using LowCode.Engine.Stimuli;
using LowCode.Work.Cases;
using LowCode.Work.Handling;
using LowCode.Work.Tasks;

namespace LowCode.Work.Instances;

/// <summary>What an instance is asked to do. Plain data: it may travel to the instance's owner.</summary>
/// <param name="Origin">Whom it is for, who asks, when, and under which message id.</param>
public abstract record InstanceCommand(CommandOrigin Origin)
{
    /// <summary>A new instance: of a new case, of the case of whoever starts it, or of none.</summary>
    /// <param name="CaseId">The case that it works on beside others; null: it opens one, or has none.</param>
    public sealed record Start(
        CommandOrigin Origin,
        string DefinitionId,
        ContentHash DefinitionHash,
        long ReleaseRevision,
        Stimulus.Start Stimulus,
        NewCase? Case = null,
        string? CaseId = null) : InstanceCommand(Origin);

    /// <summary>An instance comes out of a file, as it stood there; nothing runs.</summary>
    /// <param name="Contents">Ids of the contents that came with it and are kept for it now.</param>
    public sealed record Import(
        CommandOrigin Origin, PortableInstance Instance, ContentHash DefinitionHash, long ReleaseRevision, IReadOnlyList<string> Contents) : InstanceCommand(Origin);

    /// <summary>A person completed a task; rights and form were checked.</summary>
    /// <param name="Changes">What was filled in.</param>
    /// <param name="Attachments">Photos that the changes name.</param>
    public sealed record CompleteTask(
        CommandOrigin Origin,
        TaskRecord Task,
        string Outcome,
        JsonObject Changes,
        IReadOnlyList<string> Attachments,
        string? Comment = null,
        ReportedTimes? Reported = null) : InstanceCommand(Origin);

    /// <summary>A bookmark falls due or takes an event.</summary>
    /// <param name="Contents">Of the request that it takes; null: nothing of it was kept apart.</param>
    public sealed record Resume(CommandOrigin Origin, string BookmarkId, JsonNode? Payload = null, RequestContents? Contents = null) : InstanceCommand(Origin);

    public sealed record Cancel(CommandOrigin Origin, string Reason) : InstanceCommand(Origin);

    /// <summary>It goes on with another version of its definition.</summary>
    /// <param name="ReleaseRevision">The release whose forms and models it uses from then on; null: as before.</param>
    public sealed record Migrate(CommandOrigin Origin, ContentHash DefinitionHash, long? ReleaseRevision, string Reason) : InstanceCommand(Origin);

    /// <summary>Somebody mends it.</summary>
    public sealed record Intervene(CommandOrigin Origin, Intervention What, string Reason) : InstanceCommand(Origin);
}

/// <param name="At">The time of what happened, UTC; need not be now.</param>
/// <param name="Actor">Login; null: the process itself.</param>
/// <param name="ActorName">As shown then.</param>
/// <param name="Message">Null where nothing could repeat the command.</param>
public sealed record CommandOrigin(
    TenantId Tenant,
    InstanceId InstanceId,
    DateTimeOffset At,
    string? Actor = null,
    string? ActorName = null,
    MessageKey? Message = null);

/// <param name="Consumer">The instance that is resumed, or the command's name for a start.</param>
/// <param name="IsWaiting">It waits in the inbox and is taken from there.</param>
public sealed record MessageKey(string Consumer, string MessageId, bool IsWaiting = false)
{
    /// <summary>The request whose answer a repeat gets; null: it was none.</summary>
    public AnsweredOnce? Request { get; init; }
}

/// <summary>A request that may be repeated.</summary>
/// <param name="RequestId">Its reply slot.</param>
/// <param name="Fingerprint">Of what it asked for: a repeat has the same.</param>
public sealed record AnsweredOnce(string RequestId, string Fingerprint);
