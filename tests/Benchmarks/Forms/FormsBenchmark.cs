using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Forms.Expressions;
using LowCode.Definitions.Forms.Sessions;

namespace LowCode.Tests.Benchmarks.Forms;

/// <summary>Submissions checked on one thread, from their bytes to the verdict, all that is computed computed, and on to the data to be stored; and one change in an open form.</summary>
internal sealed class FormsBenchmark : IBenchmark
{
    private const int RoundsBetweenLooks = 50;

    private static readonly TimeSpan _span = TimeSpan.FromSeconds(3);

    public string Name => "forms";

    public string Summary => "submissions of 60 fields, 20 rows x 6 columns and 25 expressions checked a second of one core's time; first pages of 5 million records (--records N, --store sqlite,postgres; --parts checks,records)";

    public async IAsyncEnumerable<Figure> RunAsync(BenchmarkOptions options, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var parts = options.Text("parts", "checks,records").Split(',');
        if (parts.Contains("checks"))
        {
            foreach (var figure in Checks())
            {
                yield return figure;
            }
        }

        foreach (var store in parts.Contains("records") ? options.Text("store", "sqlite,postgres").Split(',') : [])
        {
            await foreach (var figure in RecordPages.MeasureAsync(store, options.Numbers("records", "5000000")[0], cancellation))
            {
                yield return figure;
            }
        }
    }

    private static IEnumerable<Figure> Checks()
    {
        var form = FormJson.Read(FormWorkload.Form).Value ?? throw new InvalidOperationException(string.Join("; ", FormJson.Read(FormWorkload.Form).Problems));
        var with = new Dictionary<string, string>
        {
            ["fields"] = $"{form.Fields.Count}",
            ["rows"] = "20",
            ["columns"] = "6",
            ["expressions"] = $"{FormWorkload.Expressions(form)}",
            ["bytes"] = $"{FormWorkload.Data.Length}",
        };
        Verify(Check(form));
        yield return new("validations_per_s", Rate(() => Check(form)), "1/s", with);
        yield return new("acceptances_per_s", Rate(() => _ = Check(form).Data), "1/s", with);
        yield return new("validation_alloc_bytes", AllocatedBy(() => Check(form)), "B", with);
        var parsed = Rate(() => Parsed());
        yield return new("parses_per_s", parsed, "1/s", with);

        var session = new FormSession(CompiledForm.Of(form), new FormOpening("report", FormWorkload.Lookups) { Data = Parsed() });
        var price = 1m;
        yield return new("cell_changes_per_s", Rate(() => session.Set(new FieldPlace("lines", 7, "price"), JsonValue.Create(price = (price + 0.25m) % 90))), "1/s", with);
    }

    private static JsonObject Parsed() => JsonNode.Parse(FormWorkload.Data)!.AsObject();

    private static CheckedSubmission Check(FormDefinition form) => FormSubmission.Accept(form, "report", Parsed(), FormWorkload.Lookups);

    private static void Verify(CheckedSubmission found)
    {
        var total = Enumerable.Range(1, 20).Sum(i => decimal.Round(i * 3.25m * i * 1.13m, 2, MidpointRounding.ToEven));
        if (found.Problems.Count > 0 || FieldValue.Number(found.Data["total"]) != total)
        {
            throw new InvalidOperationException($"Expected no problems and the total {total}, but: {string.Join("; ", found.Problems)} {found.Data["total"]}");
        }
    }

    // By the processor's time: other work on the machine does not count.
    private static double Rate(Action round)
    {
        Repeat(_span / 2, round);
        var before = Environment.CpuUsage.TotalTime;
        var rounds = Repeat(_span, round);
        return rounds / (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }

    private static long Repeat(TimeSpan span, Action round)
    {
        var (end, rounds) = (Environment.CpuUsage.TotalTime + span, 0L);
        do
        {
            for (var i = 0; i < RoundsBetweenLooks; i++)
            {
                round();
            }

            rounds += RoundsBetweenLooks;
        }
        while (Environment.CpuUsage.TotalTime < end);
        return rounds;
    }

    private static long AllocatedBy(Action round)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        round();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
