using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;

namespace LowCode.Tests.Benchmarks.Screening;

/// <summary>The same requests again and again, from so many connections; each asks again as soon as it is answered.</summary>
internal sealed class ScreeningLoad(HttpClient client, string path, IReadOnlyList<(byte[] Content, MediaTypeHeaderValue Type)> bodies)
{
    private readonly byte[]?[] _answers = new byte[bodies.Count][];

    /// <summary>Whether an answer says what the first one to the same request said, all of it by one version of the rules.</summary>
    public Func<byte[], byte[], bool> IsWhole { get; init; } = (answer, first) => answer.AsSpan().SequenceEqual(first);

    public async Task<Round> RunAsync(int connections, TimeSpan time, CancellationToken cancellation)
    {
        var times = new ConcurrentBag<List<double>>();
        var (failed, mixed, next) = (0, 0, 0);
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(
            async () =>
            {
                var mine = new List<double>();
                times.Add(mine);
                while (!cancellation.IsCancellationRequested && (time == Timeout.InfiniteTimeSpan || watch.Elapsed < time))
                {
                    var at = (int)((uint)Interlocked.Increment(ref next) % (uint)bodies.Count);
                    var (content, type) = bodies[at];
                    var started = Stopwatch.GetTimestamp();
                    using var body = new ByteArrayContent(content);
                    body.Headers.ContentType = type;
                    using var answer = await client.PostAsync(path, body, CancellationToken.None);
                    var bytes = await answer.Content.ReadAsByteArrayAsync(CancellationToken.None);
                    mine.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                    if (answer.StatusCode != HttpStatusCode.OK)
                    {
                        Interlocked.Increment(ref failed);
                    }
                    else if (!IsWhole(bytes, Interlocked.CompareExchange(ref _answers[at], bytes, null) ?? bytes))
                    {
                        Interlocked.Increment(ref mixed);
                    }
                }
            },
            CancellationToken.None)));
        return new Round([.. times.SelectMany(t => t).Order()], watch.Elapsed, failed, mixed);
    }

    /// <param name="Milliseconds">In order.</param>
    internal sealed record Round(double[] Milliseconds, TimeSpan Elapsed, int Failed, int Mixed)
    {
        public double PerSecond => Milliseconds.Length / Elapsed.TotalSeconds;

        public double P99 => Milliseconds[Math.Min(Milliseconds.Length - 1, (int)(Milliseconds.Length * 0.99))];
    }
}
