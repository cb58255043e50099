using LowCode.Definitions;
using LowCode.Definitions.Releases;
using LowCode.Work.Slots;

namespace LowCode.Work.Releases;

/// <summary>Port: artefacts and the releases that name them.</summary>
public interface IReleaseStore
{
    /// <summary>Number of the tenant's current release; 0: none yet.</summary>
    Task<long> RevisionAsync(TenantId tenant, CancellationToken cancellation);

    /// <summary>The complete set of a release; empty where there is no such revision.</summary>
    Task<IReadOnlyList<ReleaseItem>> ItemsAsync(TenantId tenant, long revision, CancellationToken cancellation);

    /// <summary>Which slots hold the searchable fields of records, by case type; empty where there is no such revision.</summary>
    Task<IReadOnlyDictionary<string, RecordLayout>> LayoutsAsync(TenantId tenant, long revision, CancellationToken cancellation);

    Task<Artefact?> ArtefactAsync(TenantId tenant, ContentHash hash, CancellationToken cancellation);

    /// <summary>Keys of all artefacts of a kind that were ever published, those that were withdrawn too.</summary>
    Task<IReadOnlyList<string>> KeysAsync(TenantId tenant, ArtefactKind kind, CancellationToken cancellation);

    /// <summary>Hashes of all that was ever published under a key, the newest first.</summary>
    Task<IReadOnlyList<ContentHash>> VersionsAsync(TenantId tenant, ArtefactKind kind, string key, CancellationToken cancellation);

    /// <summary>The first release after another one that holds an item, made by somebody with a note; null: there is none.</summary>
    Task<long?> PublishedInAsync(TenantId tenant, ReleaseItem item, string by, string note, long since, CancellationToken cancellation);

    /// <summary>What the template brought when it was installed last, whatever the tenant made of it since.</summary>
    Task<IReadOnlyList<ReleaseItem>> TemplateItemsAsync(TenantId tenant, string templateId, CancellationToken cancellation);

    /// <summary>Writes artefacts, release, items and the new head in one transaction. False, and nothing written: the head is not <see cref="ReleaseWrite.Expected"/> any more.</summary>
    Task<bool> PublishAsync(ReleaseWrite release, CancellationToken cancellation);
}

public sealed record ReleaseItem(ArtefactKind Kind, string Key, ContentHash Hash);

/// <param name="Expected">The revision that this release follows; its own number is one more.</param>
/// <param name="Artefacts">Those that may be new; known ones are left as they are.</param>
/// <param name="Items">The complete set, not a difference.</param>
/// <param name="TemplateItems">What the template brings, where a template is installed.</param>
public sealed record ReleaseWrite(
    TenantId Tenant,
    long Expected,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    string Note,
    IReadOnlyList<Artefact> Artefacts,
    IReadOnlyList<ReleaseItem> Items,
    string? TemplateId = null,
    string? TemplateVersion = null,
    IReadOnlyList<ReleaseItem>? TemplateItems = null)
{
    /// <summary>The complete set of timer triggers: others of the tenant go, those with the same schedule keep their time.</summary>
    public IReadOnlyList<TriggerTimerWrite> TriggerTimers { get; init; } = [];

    /// <summary>Slots of the searchable fields of records, by case type: all of them.</summary>
    public IReadOnlyDictionary<string, RecordLayout> Layouts { get; init; } = new Dictionary<string, RecordLayout>();
}
