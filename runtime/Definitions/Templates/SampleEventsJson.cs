using LowCode.Definitions.Documents;
using LowCode.Definitions.Problems;

namespace LowCode.Definitions.Templates;

/// <summary>Building blocks of sample events as JSON; the shape is that of the records, in camel case, ranges as <c>[from, to]</c>.</summary>
public static class SampleEventsJson
{
    /// <summary>The building blocks, or every problem with its JSON pointer.</summary>
    public static Parsed<SampleEvents> Read(ReadOnlyMemory<byte> utf8) => Document.Read(utf8, SampleEvents.Format, (root, problems) =>
    {
        var samples = new SampleEvents(
            root.Localized("label"),
            root.Text("caseType"),
            ReadCity(root.Object("city")),
            root.Text("phonePattern"),
            root.List("reports", r => new SampleReport(r.Text("step"), r.OptionalText("role"), ReadWeight(r, problems), ScenarioJson.ReadData(r, problems))),
            root.Map("moves", (element, path) => ReadMove(ObjectReader.Of(element, path, problems), problems)),
            root.List("paths", p => new SamplePath(p.Text("key"), p.Localized("name"), ReadWeight(p, problems), p.Texts("moves"), ReadSpan(p.OptionalObject("since"), problems))),
            root.List("kinds", k => ReadKind(k, problems)),
            root.Map("phrases", (element, path) => ObjectReader.TextsOf(element, path, problems)));
        Check(samples, problems);
        return samples;
    });

    /// <summary>The file of a template, or null with no problem where it ships none.</summary>
    public static Parsed<SampleEvents>? ReadFrom(string templatePath)
    {
        var file = Path.Combine(templatePath, "samples", "demo-events.json");
        return File.Exists(file) ? Read(File.ReadAllBytes(file)) : null;
    }

    private static void Check(SampleEvents samples, ProblemList problems)
    {
        Names.Check(samples.Paths.Select(p => p.Key), i => $"/paths/{i}/key", Names.IsId, problems);
        foreach (var (index, path) in samples.Paths.Index())
        {
            foreach (var (m, move) in path.Moves.Index().Where(m => m.Item.Length > 0 && !samples.Moves.ContainsKey(m.Item)))
            {
                problems.Add($"/paths/{index}/moves/{m}", "samples.unknown-move", move, string.Join(", ", samples.Moves.Keys));
            }
        }

        NotEmpty(samples.Reports.Count, "/reports");
        NotEmpty(samples.Paths.Count, "/paths");
        NotEmpty(samples.Kinds.Count, "/kinds");
        NotEmpty(samples.City.Districts.Count, "/city/districts");
        foreach (var (index, kind) in samples.Kinds.Index())
        {
            NotEmpty(kind.Scenes.Count, $"/kinds/{index}/scenes");
        }

        foreach (var (index, district) in samples.City.Districts.Index())
        {
            NotEmpty(district.Streets.Count, $"/city/districts/{index}/streets");
        }

        void NotEmpty(int count, string path)
        {
            if (count == 0)
            {
                problems.Add(path, "samples.nothing-to-draw");
            }
        }
    }

    private static SampleCity ReadCity(ObjectReader city)
    {
        var read = new SampleCity(
            city.Localized("name"),
            city.Number("longitude"),
            city.Number("latitude"),
            city.List("districts", d => new SampleDistrict(d.Text("name"), d.Number("eastKm"), d.Number("northKm"), d.Texts("streets"))));
        city.Finish();
        return read;
    }

    private static SampleMove ReadMove(ObjectReader move, ProblemList problems)
    {
        var read = new SampleMove(
            move.Text("step"),
            move.Text("outcome"),
            move.Text("role"),
            move.OptionalText("department"),
            ReadSpan(move.Object("after"), problems)!,
            ScenarioJson.ReadData(move, problems),
            move.OptionalText("comment"));
        move.Finish();
        return read;
    }

    private static SampleKind ReadKind(ObjectReader kind, ProblemList problems) => new(
        kind.Text("classCode"),
        ReadWeight(kind, problems),
        ReadRange(kind, "cost", problems),
        kind.List("scenes", s => new SampleScene(s.Text("title"), s.Text("description"), s.Text("result"))));

    private static SampleSpan? ReadSpan(ObjectReader? span, ProblemList problems)
    {
        if (span is null)
        {
            return null;
        }

        var read = new SampleSpan(ReadRange(span, "hours", problems), ReadRange(span, "limit", problems));
        if (!span.IsMissing && read is { Hours: null, Limit: null })
        {
            problems.Add(span.Path, "samples.empty-span");
        }

        span.Finish();
        return read;
    }

    private static SampleRange? ReadRange(ObjectReader owner, string name, ProblemList problems)
    {
        if (owner.OptionalNumbers(name) is not { } ends)
        {
            return null;
        }

        if (ends is [var from, var to] && from >= 0 && from <= to)
        {
            return new SampleRange(from, to);
        }

        problems.Add(owner.PathOf(name), "samples.bad-range", string.Join(", ", ends));
        return null;
    }

    private static int ReadWeight(ObjectReader owner, ProblemList problems)
    {
        var weight = owner.OptionalInteger("weight") ?? 1;
        if (weight < 1)
        {
            problems.Add(owner.PathOf("weight"), "form-definition.too-small", 1, weight);
        }

        return weight;
    }
}
