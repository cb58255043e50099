using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
using LowCode.Tests.FormsInBrowser;
using LowCode.Tests.Unit.Forms.Generated;

namespace LowCode.Tests.Benchmarks.Forms;

/// <summary>
/// Random forms and submissions: the verdict of the product against what their maker knows, and the shape of the data against ajv on the
/// exported schema. Any difference fails.
/// </summary>
internal sealed class FormVerdictsBenchmark : IBenchmark
{
    public string Name => "form-verdicts";

    public string Summary => "random forms and submissions against their maker and ajv: --count 5000 --seed 1; --ajv no leaves Node.js out; --chromium /usr/bin/chromium asks the components in WebAssembly, too";

    public async IAsyncEnumerable<Figure> RunAsync(BenchmarkOptions options, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (count, seed) = (options.Numbers("count", "5000")[0], options.Numbers("seed", "1")[0]);
        var trials = Enumerable.Range(seed, count).Select(FormTrial.Make).ToList();
        var with = new Dictionary<string, string> { ["seed"] = $"{seed}" };
        yield return new("trials", count, "", with);
        yield return new("trials_refused", trials.Count(t => t.Problems.Count > 0), "", with);
        yield return new("verdicts_different", trials.Count(t => !IsAsKnown(t)), "", with);
        var components = trials.Select(t => (t.Seed, Form: FormJson.Read(t.Form).Value!, Data: JsonNode.Parse(t.Data)!.AsObject()))
            .Select(t => (t.Seed, Server: FormVerdict.OfServer(t.Form, t.Data), Components: FormVerdict.OfComponents(t.Form, t.Data)))
            .Where(v => v.Server != v.Components)
            .ToList();
        yield return new("components_different", components.Count, "", with);
        foreach (var (trial, server, shown) in components.Take(5))
        {
            yield return new("components_difference", trial, "", new Dictionary<string, string> { ["server"] = server, ["components"] = shown });
        }

        foreach (var (code, times) in trials.SelectMany(t => t.Problems.Select(p => p.Split(' ')[0])).CountBy(c => c).OrderByDescending(c => c.Value))
        {
            yield return new("problems", times, "", new Dictionary<string, string> { ["code"] = code });
        }

        if (options.Text("chromium", "") is { Length: > 0 } chromium)
        {
            var (inBrowser, drawn) = await BrowserPeer.AskAsync(chromium, trials, cancellation);
            yield return new("browser_different", trials.Zip(inBrowser).Count(t => FormVerdict.OfServer(FormJson.Read(t.First.Form).Value!, JsonNode.Parse(t.First.Data)!.AsObject()) != t.Second), "", with);
            yield return new("browser_drawn", drawn, "", with);
        }

        if (options.Text("ajv", "yes") == "no")
        {
            yield break;
        }

        var verdicts = await AjvPeer.AskAsync([.. trials.Select(t => (FormSchema.Of(FormJson.Read(t.Form).Value!), t.Data))], cancellation);
        yield return new("ajv_accepted", verdicts.Count(v => v), "", with);
        yield return new("ajv_different", trials.Zip(verdicts).Count(t => t.First.FitsSchema != t.Second), "", with);
        foreach (var (trial, verdict) in trials.Zip(verdicts).Where(t => t.First.FitsSchema != t.Second).Take(5))
        {
            yield return new("ajv_difference", trial.Seed, "", new Dictionary<string, string> { ["ajv"] = verdict ? "valid" : "invalid" });
        }
    }

    private static bool IsAsKnown(FormTrial trial)
    {
        var (problems, data) = FormSubmission.Accept(FormJson.Read(trial.Form).Value!, "report", JsonNode.Parse(trial.Data)!.AsObject(), FormTrial.Lookups);
        return trial.Problems.SequenceEqual(problems.Select(p => $"{p.Code} {p.Path}").Order(StringComparer.Ordinal))
            && (problems.Count > 0 || trial.Stored.SequenceEqual(FormTrial.Spell(data)));
    }
}
