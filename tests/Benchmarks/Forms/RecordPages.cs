using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using LowCode.Definitions;
using LowCode.Definitions.Releases;
using LowCode.Definitions.Texts;
using LowCode.Host;
using LowCode.Storage;
using LowCode.Tests.Benchmarks.Durable;
using LowCode.Work;
using LowCode.Work.Handling;
using LowCode.Work.People;
using LowCode.Work.Records;
using LowCode.Work.Releases;
using LowCode.Work.Tenants;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LowCode.Tests.Benchmarks.Forms;

/// <summary>
/// First pages of lists of many records, with their count: filtered by a word and by a range of numbers that match a given share, in each order that the form offers.
/// Some records are opened by the product, the others loaded by SQL.
/// </summary>
internal static class RecordPages
{
    private const int Opened = 1000;
    private const int PageSize = 20;

    private static readonly TenantId _tenant = new("bench");
    private static readonly Actor _actor = Actor.System(_tenant);

    // The shares of the words are those that RecordLoad gives; the ranges end where as many of the amounts lie.
    private static readonly (string Share, string Word, int Part)[] _shares = [("0.01%", "rare", 10_000), ("1%", "some", 100), ("20%", "many", 5)];

    private const string Form =
        """
        {"$format": "lowcode.form/1", "formId": "bench-report", "title": {"zh-CN": "基准上报"}, "sections": [], "nodeRules": {"report": {"title": "write", "kind": "write", "amount": "write", "on": "write"}},
         "fields": [
           {"id": "f_title", "key": "title", "type": "text", "label": {"zh-CN": "标题"}, "searchable": true},
           {"id": "f_kind", "key": "kind", "type": "text", "label": {"zh-CN": "类别"}, "searchable": true},
           {"id": "f_amount", "key": "amount", "type": "money", "label": {"zh-CN": "金额"}, "searchable": true},
           {"id": "f_on", "key": "on", "type": "date", "label": {"zh-CN": "日期"}, "searchable": true}]}
        """;

    public static async IAsyncEnumerable<Figure> MeasureAsync(string store, int records, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var bench = await BenchStore.OpenAsync(store);
        var load = Stopwatch.StartNew();
        await using var services = await OpenAsync(bench.Options, cancellation);
        var with = new Dictionary<string, string> { ["store"] = store, ["records"] = records.ToString(CultureInfo.InvariantCulture) };
        await new RecordLoad(bench.Options).LoadAsync(Math.Max(0, records - Opened), cancellation);
        yield return new("records_load_s", load.Elapsed.TotalSeconds, "s", with);

        var read = services.GetRequiredService<ReadRecords>();
        foreach (var (share, word, part) in _shares)
        {
            var limit = string.Create(CultureInfo.InvariantCulture, $"{10_000_019m / part / 100:0.00}");
            string[] filters = [$"kind:eq:{word}", $"amount:to:{limit}"];
            string?[] sorts = [null, "title", "amount", "on"];
            List<RecordSearch> searches = [.. from filter in filters from sort in sorts from isFalling in new[] { true, false } select new RecordSearch("bench", [filter], sort, isFalling)];
            var times = new List<double>();
            for (var round = 0; round < 26; round++)
            {
                foreach (var search in searches)
                {
                    var started = Stopwatch.GetTimestamp();
                    var page = await read.SearchAsync(_actor, search, new PageRequest(0, PageSize), cancellation);
                    Verify(page, search, records / part);

                    // The first round finds nothing in memory and every statement unknown.
                    if (round > 0)
                    {
                        times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                    }
                }
            }

            times.Sort();
            var of = new Dictionary<string, string>(with) { ["share"] = share, ["searches"] = times.Count.ToString(CultureInfo.InvariantCulture) };
            yield return new("page_p50_ms", times[times.Count / 2], "ms", of);
            yield return new("page_p99_ms", times[(int)(times.Count * 0.99)], "ms", of);
            yield return new("page_max_ms", times[^1], "ms", of);
        }
    }

    private static void Verify(Result<RecordPage> found, RecordSearch search, int matching)
    {
        var page = found.Value ?? throw new InvalidOperationException($"{found.Rejection!.Message} {string.Join("; ", found.Rejection.Problems)}");
        if (page.Rows.Count != Math.Min(PageSize, page.Count) || (Math.Abs(matching - 1000) > 100 && matching > 1000 != page.IsMore) || (!page.IsMore && Math.Abs(page.Count - matching) > 100))
        {
            throw new InvalidOperationException($"Expected a page and about {matching} records of {search.Where[0]}, but {page.Rows.Count} of {page.Count} came.");
        }
    }

    private static async Task<ServiceProvider> OpenAsync(StorageOptions options, CancellationToken cancellation)
    {
        var services = new ServiceCollection()
            .AddLogging(logging => logging.AddHostFilters().AddProvider(new LogFile(Path.Combine(options.DataFolder, "bench.log"))))
            .AddStorage(options)
            .AddWork()
            .BuildServiceProvider();
        await services.GetRequiredService<CreateTenant>().HandleAsync(
            new CreateTenantCommand(_tenant.Value, LocalizedText.Of("基准", "Benchmark"), "Asia/Shanghai", IsDemo: true), cancellation);
        Demand(await services.GetRequiredService<PublishRelease>().HandleAsync(
            _actor,
            new PublishReleaseCommand(
                [
                    Artefact.Of(ArtefactKind.Workflow, "bench-durable", File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Workloads", "durable.json"))),
                    Artefact.Of(ArtefactKind.Form, "bench-report", Encoding.UTF8.GetBytes(Form)),
                    Artefact.Of(ArtefactKind.CaseType, "bench", File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Workloads", "casetype.json"))),
                ],
                "benchmark"),
            cancellation));
        var open = services.GetRequiredService<OpenCase>();
        foreach (var part in Enumerable.Range(0, Opened).Chunk(50))
        {
            await Task.WhenAll(part.Select(async i =>
            {
                var data = new JsonObject { ["title"] = $"opened {i}", ["kind"] = "opened", ["amount"] = 200_000 + i, ["on"] = "2026-11-30" };
                Demand(await open.HandleAsync(_actor, new OpenCaseCommand("bench", data, $"open-{i}"), cancellation));
            }));
        }

        return services;
    }

    private static void Demand<T>(Result<T> result)
        where T : class
    {
        if (!result.IsAccepted)
        {
            throw new InvalidOperationException($"{result.Rejection.Message} {string.Join("; ", result.Rejection.Problems)}");
        }
    }
}
