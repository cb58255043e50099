using System.IO.Compression;
using System.Text;
using LowCode.Definitions.Values;
using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Effects;
using LowCode.Engine.Expressions;
using LowCode.Engine.State;

namespace LowCode.Engine.Http;

/// <summary>Answers the request that the instance owes an answer with a file; several files are sent as one zip.</summary>
internal sealed class WriteFileHttpResponseActivity(Input contentType, Input fileName, Input entityTag, Input content) : Activity
{
    private const string Binary = "application/octet-stream";

    public static ActivityType Type { get; } = new(
        new ActivityDescriptor("Elsa.WriteFileHttpResponse", ActivityCategory.Http, "attach_file")
        {
            Inputs =
            [
                new("contentType", "String"),
                new("filename", "String"),
                new("entityTag", "String") { IsAdvanced = true },
                new("content", "Object"),
                new("enableResumableDownloads", "Boolean", false) { IsAdvanced = true },
                new("downloadCorrelationId", "String") { IsAdvanced = true },
            ],
        },
        source => new WriteFileHttpResponseActivity(
            source.Input("contentType"), source.Input("filename"), source.Input("entityTag"), source.Input("content")));

    public override void Execute(Burst burst, ActivityExecution me)
    {
        object?[] items = burst.Kept(me, content) switch
        {
            null => [],
            object?[] several => several,
            var single => [single],
        };
        StoredContent.Want(burst, items);
        var files = items.Select((item, i) => Read(burst, item, i)).ToArray();
        var isSingle = files.Length == 1;
        var name = burst.Text(me, fileName) is { Length: > 0 } given ? given : isSingle ? files[0].Name : "download.zip";
        var type = burst.Text(me, contentType) is { Length: > 0 } written ? written : isSingle ? files[0].Type : "application/zip";
        var bytes = isSingle ? files[0].Bytes : files.Length == 0 ? [] : Zip(files, burst.Now);
        var headers = new Dictionary<string, string>
        {
            ["Content-Disposition"] = $"attachment; filename*=UTF-8''{Uri.EscapeDataString(name)}",
        };
        if (burst.Text(me, entityTag) is { Length: > 0 } tag)
        {
            headers["ETag"] = tag.StartsWith('"') ? tag : $"\"{tag}\"";
        }

        // Nothing to send is an answer of its own, as in Elsa.
        ReplySlot.Answer(burst, me, new HttpReply(files.Length == 0 ? 204 : 200, headers, Convert.ToBase64String(bytes), type, IsBase64: true));
        burst.Complete(me);
    }

    // A file as downloads and endpoints give it; a text is its own content.
    private static (string Name, string Type, byte[] Bytes) Read(Burst burst, object? item, int index)
    {
        item = item is ContentReference ? StoredContent.Resolve(burst, item) : item;
        if (item is not DataObject file)
        {
            return item is string text
                ? ($"file{index + 1}.txt", "text/plain", Encoding.UTF8.GetBytes(text))
                : ($"file{index + 1}.json", "application/json", Encoding.UTF8.GetBytes(DataValue.ToJson(item)));
        }

        var content = file.GetValueOrDefault("content");
        return (
            file.GetValueOrDefault("name") is string { Length: > 0 } name ? name : $"file{index + 1}.bin",
            file.GetValueOrDefault("contentType") as string ?? Binary,
            StoredContent.Bytes(burst, content) ?? Bytes(DataValue.ToText(content)));
    }

    private static byte[] Bytes(string content)
    {
        var bytes = new byte[content.Length];
        return Convert.TryFromBase64String(content, bytes, out var length) ? bytes[..length] : Encoding.UTF8.GetBytes(content);
    }

    // A name comes from outside: it must not lead out of the folder that the archive is unpacked in, nor hide another file.
    private static string FreeName(string name, HashSet<string> taken)
    {
        var last = name.Split('/', '\\')[^1] is { Length: > 0 } and not (".." or ".") and var plain ? plain : "file.bin";
        var free = last;
        for (var number = 2; !taken.Add(free); number++)
        {
            free = $"{Path.GetFileNameWithoutExtension(last)} ({number}){Path.GetExtension(last)}";
        }

        return free;
    }

    private static byte[] Zip((string Name, string Type, byte[] Bytes)[] files, DateTimeOffset now)
    {
        using var buffer = new MemoryStream();
        using (var archive = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (var (name, _, bytes) in files)
            {
                var entry = archive.CreateEntry(FreeName(name, taken));
                entry.LastWriteTime = now;
                using var stream = entry.Open();
                stream.Write(bytes);
            }
        }

        return buffer.ToArray();
    }
}
