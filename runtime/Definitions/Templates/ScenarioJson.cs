using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Documents;
using LowCode.Definitions.Problems;

namespace LowCode.Definitions.Templates;

/// <summary>Scenarios as JSON; the shape is that of the records, in camel case. What is left out is null, empty, zero or false.</summary>
public static class ScenarioJson
{
    /// <summary>A scenario, or every problem with its JSON pointer.</summary>
    public static Parsed<ScenarioDefinition> Read(ReadOnlyMemory<byte> utf8) => Document.Read(utf8, ScenarioDefinition.Format, (root, problems) =>
    {
        var scenario = new ScenarioDefinition(
            root.Text("scenarioId"),
            root.Localized("title"),
            root.Text("caseType"),
            root.Time("startsAt"),
            ReadReport(root.Object("report"), problems),
            root.List("steps", s => ReadStep(s, problems)),
            ReadExpectation(root.Object("expected")));
        if (scenario.ScenarioId.Length > 0 && !Names.IsId(scenario.ScenarioId))
        {
            problems.Add("/scenarioId", "document.bad-id", scenario.ScenarioId);
        }

        return scenario;
    });

    /// <summary>All of a template's <c>scenarios/*.json</c>, by file name. Paths of problems are those of <see cref="TemplateFolder"/>.</summary>
    public static Parsed<IReadOnlyList<ScenarioDefinition>> ReadFolder(string templatePath)
    {
        var problems = new ProblemList();
        var scenarios = new List<ScenarioDefinition>();
        foreach (var file in TemplateFolder.FilesIn(templatePath, "scenarios"))
        {
            if (TemplateFolder.ReadFile(templatePath, file, problems) is { } bytes && TemplateFolder.Take(Read(bytes), file, problems) is { } scenario)
            {
                scenarios.Add(scenario);
            }
        }

        Names.Check(scenarios.Select(s => s.ScenarioId), _ => "scenarios", Names.IsId, problems);
        return problems.Result<IReadOnlyList<ScenarioDefinition>>(scenarios);
    }

    private static ScenarioReport ReadReport(ObjectReader report, ProblemList problems)
    {
        var read = new ScenarioReport(report.OptionalText("as"), ReadData(report, problems), ReadRejection(report.OptionalObject("rejected")));
        report.Finish();
        return read;
    }

    private static ScenarioStep ReadStep(ObjectReader step, ProblemList problems) => new(
        step.Text("step"),
        step.Text("as"),
        step.Text("outcome"),
        ReadData(step, problems),
        step.OptionalText("comment"),
        step.OptionalNumber("hoursLater") ?? 0,
        ReadRejection(step.OptionalObject("rejected")));

    private static ScenarioRejection? ReadRejection(ObjectReader? rejection)
    {
        if (rejection is null)
        {
            return null;
        }

        var read = new ScenarioRejection(rejection.Word<ScenarioRejectionKind>("kind"), rejection.Texts("paths", isRequired: false));
        rejection.Finish();
        return read;
    }

    private static ScenarioExpectation ReadExpectation(ObjectReader expected)
    {
        var read = new ScenarioExpectation(
            expected.OptionalNumber("hoursLater") ?? 0,
            expected.Texts("path"),
            expected.OptionalText("status"),
            expected.Texts("openSteps", isRequired: false),
            expected.OptionalBoolean("overdue") ?? false,
            expected.OptionalTime("dueAt"),
            expected.OptionalText("department"));
        expected.Finish();
        return read;
    }

    internal static JsonObject ReadData(ObjectReader owner, ProblemList problems)
    {
        if (owner.Any("data") is not { } data || data.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        if (data.ValueKind == JsonValueKind.Object)
        {
            return JsonObject.Create(data)!;
        }

        problems.Add(owner.PathOf("data"), "document.wrong-type", JsonKind.Object, JsonKind.Of(data.ValueKind));
        return [];
    }
}
