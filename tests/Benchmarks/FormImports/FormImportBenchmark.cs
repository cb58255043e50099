using System.Runtime.CompilerServices;
using LowCode.Definitions.FormImports;
using LowCode.Definitions.FormImports.XlsForms;
using LowCode.Definitions.Problems;
using LowCode.Work.FormImports;

namespace LowCode.Tests.Benchmarks.FormImports;

/// <summary>Reads samples of other systems' forms and counts what arrives: <c>--samples DIR</c> with .xlsx (XLSForm), .json (form-js), and .py with XLSForms as tables in texts, as pyxform's tests hold them.</summary>
internal sealed class FormImportBenchmark : IBenchmark
{
    public string Name => "form-import";

    public string Summary => "forms of other systems: what arrives, what is lost; --samples DIR, --list true names the files, --losses true every loss";

    public async IAsyncEnumerable<Figure> RunAsync(BenchmarkOptions options, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var folder = options.Text("samples", "");
        if (!Directory.Exists(folder))
        {
            throw new FormatException($"Expected --samples DIR with files of forms, but '{folder}' is no folder.");
        }

        System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo("en");
        var all = new List<Sample>();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            all.AddRange(await ReadAsync(file, Path.GetRelativePath(folder, file), cancellation));
        }

        foreach (var kind in all.GroupBy(s => s.Kind))
        {
            if (options.Text("list", "") == "true")
            {
                List(kind);
            }

            if (options.Text("losses", "") == "true")
            {
                ListLosses(kind);
            }

            foreach (var figure in Figures(kind.Key, [.. kind]))
            {
                yield return figure;
            }
        }
    }

    private static async Task<IEnumerable<Sample>> ReadAsync(string file, string name, CancellationToken cancellation) => Path.GetExtension(file) switch
    {
        ".xlsx" => [new Sample("xlsx", name, FormFileReader.Read(await File.ReadAllBytesAsync(file, cancellation), name, cancellation))],
        ".json" => [new Sample("form-js", name, FormFileReader.Read(await File.ReadAllBytesAsync(file, cancellation), name, cancellation))],
        ".py" => InlineForms.Of(await File.ReadAllTextAsync(file, cancellation)).Select((w, i) => new Sample("inline", $"{name}#{i + 1}", XlsFormReader.Read(w, name))),
        _ => [],
    };

    private static IEnumerable<Figure> Figures(string kind, IReadOnlyList<Sample> samples)
    {
        var read = samples.Select(s => s.Read.Value).OfType<FormImport>().ToList();
        var questions = read.SelectMany(r => r.Questions).ToList();
        yield return Of("files", samples.Count, "files");
        yield return Of("read", read.Count, "files");
        yield return Of("questions", questions.Count, "questions");
        yield return Of("with_type", questions.Count(q => q.HasType), "questions");
        yield return Of("state_relevance", questions.Count(q => q.HasRelevance is not null), "questions");
        yield return Of("with_relevance", questions.Count(q => q.HasRelevance is true), "questions");
        yield return Of("state_constraint", questions.Count(q => q.HasConstraint is not null), "questions");
        yield return Of("with_constraint", questions.Count(q => q.HasConstraint is true), "questions");
        yield return Of("arrived", questions.Count(q => q.Arrived), "questions");
        yield return Of("arrived_percent", questions.Count == 0 ? 0 : 100.0 * questions.Count(q => q.Arrived) / questions.Count, "%");
        foreach (var losses in read.SelectMany(r => r.Losses).GroupBy(l => l.Kind).OrderBy(g => g.Key))
        {
            yield return Of($"lost_{losses.Key.ToString().ToLowerInvariant()}", losses.Count(), "losses");
        }

        Figure Of(string metric, double value, string unit) => new(metric, value, unit, new Dictionary<string, string> { ["kind"] = kind });
    }

    private static void List(IEnumerable<Sample> samples)
    {
        foreach (var sample in samples)
        {
            Console.WriteLine(sample.Read.Value is { } import
                ? $"{sample.Kind} {sample.Name}: {import.Questions.Count(q => q.Arrived)} of {import.Questions.Count} questions, {import.Losses.Count} losses"
                : $"{sample.Kind} {sample.Name}: refused: {string.Join(" | ", sample.Read.Problems.Take(3).Select(p => $"{p.Path} {p.Message}"))}");
        }
    }

    private static void ListLosses(IEnumerable<Sample> samples)
    {
        foreach (var (sample, loss) in samples.SelectMany(s => (s.Read.Value?.Losses ?? []).Select(l => (s, l))))
        {
            Console.WriteLine($"{loss.Kind}\t{sample.Name}\t{loss.Place}\t{loss.Question}\t{loss.What.ReplaceLineEndings(" ")}\t{loss.Reason}");
        }
    }

    private sealed record Sample(string Kind, string Name, Parsed<FormImport> Read);
}
