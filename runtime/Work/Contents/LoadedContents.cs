using LowCode.Definitions;
using LowCode.Engine;
using LowCode.Engine.Contents;
using LowCode.Work.Attachments;

namespace LowCode.Work.Contents;

/// <summary>
/// Contents of an instance for one command. The engine reads nothing by itself: what it asks for and is not here yet is loaded, and the burst is
/// tried again.
/// </summary>
internal sealed class LoadedContents(TenantId tenant, InstanceId instance, IInstanceContents rows, IAttachmentFiles files) : IContents
{
    /// <summary>In all that one burst reads, in bytes; what goes beyond is as if it were not there.</summary>
    private const long Most = 128L * 1024 * 1024;

    private readonly Dictionary<string, byte[]?> _loaded = new(StringComparer.Ordinal);
    private long _left = Most;

    /// <exception cref="ContentsNotLoadedException">It must be loaded first.</exception>
    public byte[]? Read(string contentId) =>
        _loaded.TryGetValue(contentId, out var bytes) ? bytes : throw new ContentsNotLoadedException([contentId]);

    /// <exception cref="ContentsNotLoadedException">Some must be loaded first.</exception>
    public void Want(IReadOnlyCollection<string> contentIds)
    {
        if (contentIds.Where(id => !_loaded.ContainsKey(id)).ToArray() is { Length: > 0 } missing)
        {
            throw new ContentsNotLoadedException(missing);
        }
    }

    public async Task LoadAsync(IEnumerable<string> contentIds, CancellationToken cancellation)
    {
        foreach (var id in contentIds)
        {
            _loaded[id] = await ReadAsync(id, cancellation);
        }
    }

    private async Task<byte[]?> ReadAsync(string contentId, CancellationToken cancellation)
    {
        // Whatever the state says, only what is this instance's own.
        var row = await rows.FindAsync(tenant, instance, contentId, cancellation);
        await using var content = row is null ? null : files.Open(tenant, row.ContentId);
        if (content is null || content.Length > _left)
        {
            return null;
        }

        var bytes = new byte[content.Length];
        await content.ReadExactlyAsync(bytes, cancellation);
        _left -= bytes.Length;
        return bytes;
    }
}

internal sealed class ContentsNotLoadedException(IReadOnlyList<string> contentIds) : Exception($"Contents {string.Join(", ", contentIds)} are not loaded yet.")
{
    public IReadOnlyList<string> ContentIds { get; } = contentIds;
}

/// <summary>Makes the contents of commands.</summary>
internal sealed class ContentLoading(IInstanceContents rows, IAttachmentFiles files)
{
    public LoadedContents Of(TenantId tenant, InstanceId instance) => new(tenant, instance, rows, files);
}
