using System.Collections.Concurrent;
using LowCode.Definitions;
using LowCode.Definitions.Releases;
using LowCode.Work.Releases;
using LowCode.Work.Slots;

namespace LowCode.Tests.Component.Work;

/// <summary>The real store; counts what is read, and lets a test do something between two looks of whoever uses it.</summary>
internal sealed class CountedStore(IReleaseStore store, Func<Task>? afterItems = null) : IReleaseStore
{
    private readonly ConcurrentDictionary<ContentHash, int> _reads = [];

    public int Read(ContentHash hash) => _reads.GetValueOrDefault(hash);

    public Task<long> RevisionAsync(TenantId tenant, CancellationToken cancellation) => store.RevisionAsync(tenant, cancellation);

    public async Task<IReadOnlyList<ReleaseItem>> ItemsAsync(TenantId tenant, long revision, CancellationToken cancellation)
    {
        var items = await store.ItemsAsync(tenant, revision, cancellation);
        await (afterItems?.Invoke() ?? Task.CompletedTask);
        return items;
    }

    public Task<IReadOnlyDictionary<string, RecordLayout>> LayoutsAsync(TenantId tenant, long revision, CancellationToken cancellation) =>
        store.LayoutsAsync(tenant, revision, cancellation);

    public Task<Artefact?> ArtefactAsync(TenantId tenant, ContentHash hash, CancellationToken cancellation)
    {
        _reads.AddOrUpdate(hash, 1, (_, count) => count + 1);
        return store.ArtefactAsync(tenant, hash, cancellation);
    }

    public Task<IReadOnlyList<string>> KeysAsync(TenantId tenant, ArtefactKind kind, CancellationToken cancellation) => store.KeysAsync(tenant, kind, cancellation);

    public Task<IReadOnlyList<ContentHash>> VersionsAsync(TenantId tenant, ArtefactKind kind, string key, CancellationToken cancellation) =>
        store.VersionsAsync(tenant, kind, key, cancellation);

    public Task<long?> PublishedInAsync(TenantId tenant, ReleaseItem item, string by, string note, long since, CancellationToken cancellation) =>
        store.PublishedInAsync(tenant, item, by, note, since, cancellation);

    public Task<IReadOnlyList<ReleaseItem>> TemplateItemsAsync(TenantId tenant, string templateId, CancellationToken cancellation) =>
        store.TemplateItemsAsync(tenant, templateId, cancellation);

    public Task<bool> PublishAsync(ReleaseWrite release, CancellationToken cancellation) => store.PublishAsync(release, cancellation);
}
