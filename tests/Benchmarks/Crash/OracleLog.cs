using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace LowCode.Tests.Benchmarks.Crash;

/// <summary>
/// The oracle's own memory, a JSON line for everything it asked, was answered or received; a line is on the disk before
/// <see cref="WriteAsync"/> returns. Lines that come together share a sync.
/// </summary>
internal sealed class OracleLog : IAsyncDisposable
{
    private readonly FileStream _file;
    private readonly Channel<(string Line, TaskCompletionSource Written)> _queue =
        Channel.CreateUnbounded<(string, TaskCompletionSource)>(new UnboundedChannelOptions { SingleReader = true });

    private readonly Task _loop;

    public OracleLog(string path)
    {
        Known = File.Exists(path) ? [.. Complete(File.ReadAllText(path)).Select(l => JsonNode.Parse(l)!.AsObject())] : [];
        _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
        _loop = Task.Run(LoopAsync);
    }

    /// <summary>What an earlier run wrote.</summary>
    public IReadOnlyList<JsonObject> Known { get; }

    public Task WriteAsync(JsonObject line)
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _queue.Writer.TryWrite((line.ToJsonString(), written))
            ? written.Task
            : throw new InvalidOperationException("Expected an open oracle log, but it is closed.");
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
        await _file.DisposeAsync();
    }

    // The run itself may have been ended in the middle of a line.
    private static IEnumerable<string> Complete(string text) => text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private async Task LoopAsync()
    {
        var batch = new List<TaskCompletionSource>();
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (_queue.Reader.TryRead(out var item))
            {
                _file.Write(Encoding.UTF8.GetBytes(item.Line + "\n"));
                batch.Add(item.Written);
            }

            _file.Flush(flushToDisk: true);
            batch.ForEach(written => written.SetResult());
            batch.Clear();
        }
    }
}
