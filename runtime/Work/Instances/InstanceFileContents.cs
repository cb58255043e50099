using LowCode.Definitions;
using LowCode.Definitions.Values;
using LowCode.Engine;
using LowCode.Engine.State;
using LowCode.Work.Attachments;
using LowCode.Work.Contents;

namespace LowCode.Work.Instances;

/// <summary>What is kept beside an instance, out into its file and in again. It comes in under new ids: no file names what is here already.</summary>
public sealed class InstanceFileContents(IInstanceContents rows, IAttachmentFiles files, KeepContents keep)
{
    /// <summary>Of all contents of a file, in bytes; what is more stays out, and whoever imports the file is told.</summary>
    private const long Most = 4L * 1024 * 1024;

    /// <summary>Null: the state names none, or they are too large.</summary>
    public async Task<IReadOnlyList<PortableContent>?> ReadAsync(TenantId tenant, InstanceId instance, byte[] snapshot, CancellationToken cancellation)
    {
        var named = Named(snapshot);
        if (named.Count == 0 || named.Sum(c => c.Bytes) > Most)
        {
            return null;
        }

        var contents = new List<PortableContent>();
        foreach (var content in named)
        {
            if (await rows.FindAsync(tenant, instance, content.Id, cancellation) is not { } row || files.Open(tenant, content.Id) is not { } stream)
            {
                continue;
            }

            await using (stream)
            {
                var bytes = new byte[stream.Length];
                await stream.ReadExactlyAsync(bytes, cancellation);
                contents.Add(new PortableContent(content.Id, row.MediaType, bytes));
            }
        }

        return contents;
    }

    /// <summary>How many contents the state names and the file does not have.</summary>
    internal static int Missing(PortableInstance file) => Named(file.Snapshot).Count(c => file.Contents?.Any(held => held.Id == c.Id) != true);

    /// <summary>Keeps what the file has for its instance; the state names what was kept.</summary>
    /// <param name="kept">Is filled with it, also where the keeping breaks off.</param>
    internal async Task<PortableInstance> KeepAsync(TenantId tenant, PortableInstance file, List<ContentReference> kept, CancellationToken cancellation)
    {
        var named = Named(file.Snapshot);
        if (named.Count == 0)
        {
            return file;
        }

        var instance = new InstanceId(file.InstanceId);
        var exchanged = new Dictionary<string, ContentReference>(StringComparer.Ordinal);
        foreach (var content in named)
        {
            var held = file.Contents!.First(c => c.Id == content.Id);
            using var bytes = new MemoryStream(held.Bytes);
            exchanged[content.Id] = (await keep.KeepAsync(tenant, instance, content.Form, held.MediaType, bytes, Most, cancellation))
                ?? throw new InvalidDataException($"Expected a content of at most {Most} bytes, but {content.Id} has {held.Bytes.Length}.");
            kept.Add(exchanged[content.Id]);
        }

        return file with { Snapshot = InstanceState.FromSnapshot(file.Snapshot, content => exchanged[content.Id]).ToSnapshot(), Contents = null };
    }

    private static IReadOnlyList<ContentReference> Named(byte[] snapshot)
    {
        var named = new Dictionary<string, ContentReference>(StringComparer.Ordinal);
        InstanceState.FromSnapshot(snapshot, content => named[content.Id] = content);
        return [.. named.Values];
    }
}
