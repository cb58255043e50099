using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using LowCode.Definitions.Releases;
using LowCode.Definitions.Templates;
using LowCode.Work.Evaluations;
using LowCode.Work.Handling;
using LowCode.Work.Instances;
using LowCode.Work.People;
using LowCode.Work.Releases;
using LowCode.Work.Tasks;
using Xunit;

namespace LowCode.Tests.Component.Work;

/// <summary>What rules decided in processes: kept, counted, and tried again by a draft.</summary>
public sealed class ReplayTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Draft_of_one_rule_is_tried_on_what_was_recorded_and_only_what_differs_is_told()
    {
        await using var work = await JudgedAsync([5, 12, 30]);

        var report = (await ReplayAsync(work, """{"id":"R1","score":9,"action":"SCAN","when":{"f":"d.packages","op":"gt","v":20}}""", "R1")).Value!;

        Assert.Equal((3, 1, 0), (report.Evaluations, report.Same, report.Unreadable));
        var (wider, narrower) = (report.Different[0], report.Different[1]);
        Assert.Equal((7, 9, "SCAN", "SCAN"), (wider.ScoreThen, wider.ScoreNow, wider.ActionThen, wider.ActionNow));
        Assert.Empty(wider.Added);
        Assert.Equal(["R1"], narrower.Gone);
        Assert.Equal(("SCAN", "PASS", 0), (narrower.ActionThen, narrower.ActionNow, narrower.ScoreNow));
    }

    [Fact]
    public async Task Draft_of_a_whole_set_is_tried_and_the_published_one_stays()
    {
        await using var work = await JudgedAsync([5, 12]);

        var report = (await ReplayAsync(work, """{"rules":[{"id":"NEW","score":1,"action":"HOLD","when":{"f":"d.packages","op":"lt","v":10}}]}""")).Value!;

        Assert.Equal([("", "R1"), ("NEW", "")], report.Different.Select(d => (string.Join(' ', d.Added), string.Join(' ', d.Gone))));
        Assert.Equal("R1", Assert.Single((await work.Get<ReadRuleSets>().FindAsync(Actor.System(work.Tenant), "risk", Cancellation)).Value!.Index.Rules).Id);
    }

    [Fact]
    public async Task Draft_with_mistakes_and_people_who_may_not_are_refused()
    {
        await using var work = await JudgedAsync([5]);

        var bad = await ReplayAsync(work, """{"id":"R1","action":"SCAN","when":{"f":"d.nothing","op":"gt","v":20}}""", "R1");
        var stranger = await work.Get<ReplayEvaluations>().HandleAsync(
            work.Person("zhang", "reviewer"), new ReplayCommand("risk", "{}"u8.ToArray(), null, 10), Cancellation);

        Assert.Equal("rules.bad-draft", bad.Rejection!.Code);
        Assert.NotEmpty(bad.Rejection.Problems);
        Assert.Equal("release.forbidden", stranger.Rejection!.Code);
    }

    [Fact]
    public async Task Hits_are_counted_from_what_processes_recorded_and_tests_tell_what_is_covered()
    {
        await using var work = await JudgedAsync([5, 12, 30]);

        var effect = (await work.Get<ReadRuleEffects>().HandleAsync(work.Person("zhang", "reviewer"), "risk", Cancellation)).Value!;

        var stranger = await work.Get<ReadRuleEffects>().HandleAsync(work.Person("li", "scanner"), "risk", Cancellation);

        Assert.Equal("rules.forbidden", stranger.Rejection!.Code);
        Assert.Equal((3, true, 0), (effect.Documents, effect.IsAll, effect.Untried));
        var rule = Assert.Single(effect.Rules);
        Assert.Equal((2, null, null, 1), (rule.Hits, rule.Found, rule.FalseAlarms, rule.Tests));
        Assert.NotNull(rule.LastHit);
    }

    [Fact]
    public async Task Finds_and_false_alarms_come_from_the_feedback_in_the_cases()
    {
        await using var work = await TestWork.WithTemplateAsync("customs-rules");
        var data = ScenarioJson.ReadFolder(Repository.PathOf("templates/customs-rules")).Value!.Single(s => s.ScenarioId == "inspected").Report.Data.DeepClone().AsObject();
        var opened = (await work.Get<OpenCase>().HandleAsync(work.Person("receiver", "receiver", "ZHC"), new OpenCaseCommand("customs-declaration", data, "1"), Cancellation)).Value!;
        await CompleteAsync(work, opened.CaseId, "receiver", "accept", "{}");
        await CompleteAsync(
            work, opened.CaseId, "inspector", "done", """{"inspectedOn":"2026-06-15","inspectionScope":"full","inspectionResult":"clear","inspectionNote":"开箱核对，与申报相符。"}""");
        await CompleteAsync(work, opened.CaseId, "targeter", "submit", """{"findingKind":"none","conclusion":"release","falseAlarmRules":"AD046"}""");

        var effect = (await work.Get<ReadRuleEffects>().HandleAsync(Actor.System(work.Tenant), "admission", Cancellation)).Value!;

        var rule = effect.Rules.Single(r => r.Rule.Id == "AD046");
        Assert.Equal((1, 0, 1), (rule.Hits, rule.Found, rule.FalseAlarms));
        Assert.NotNull(rule.Rule.Basis);
        Assert.NotNull(rule.Rule.Owner);
        Assert.Equal(opened.Number, rule.LastHit!.CaseNumber);
    }

    [Fact]
    public async Task Two_hundred_declarations_through_the_process_give_the_verdicts_of_the_reference()
    {
        await using var work = await TestWork.EmptyAsync();
        await PublishAsync(work, Artefact.Of(ArtefactKind.RuleSet, "risk", Unpacked("rules.json.gz")), Judge());
        var (declarations, verdicts) = (Lines("declarations.jsonl.gz"), Lines("hits.jsonl.gz"));

        for (var i = 0; i < 200; i++)
        {
            await StartAsync(work, declarations[i], i);
        }

        var recorded = await work.Get<IRecordedEvaluations>().NewestAsync(work.Tenant, "risk", 1000, Cancellation);
        Assert.Equal((200, true), (recorded.All.Count, recorded.IsAll));
        var byNumber = recorded.All.ToDictionary(r => (string)r.Document!["d"]!["declarationNo"]!);
        Assert.All(verdicts.Take(200).Select(v => JsonNode.Parse(v)!), expected =>
        {
            var told = byNumber[(string)expected["no"]!];
            Assert.Equal(expected["hits"]!.AsArray().Select(h => (string)h!), told.Hits);
            Assert.Equal(((int)expected["score"]!, (string)expected["action"]!), (told.Score, told.Action));
        });
    }

    private static async Task<TestWork> JudgedAsync(int[] packages)
    {
        var work = await TestWork.EmptyAsync();
        var rules = """
            {"ruleSetId":"risk","seenBy":["reviewer"],"rules":[{"id":"R1","score":7,"action":"SCAN","when":{"f":"d.packages","op":"gt","v":10}}],
             "tests":[{"name":"many","document":{"d":{"declarationNo":"T","declareDate":"2026-06-15","packages":11,"lines":[]},"m":{}},"hits":["R1"]}]}
            """;
        await PublishAsync(work, Artefact.Of(ArtefactKind.RuleSet, "risk", Encoding.UTF8.GetBytes(rules)), Judge());
        foreach (var (index, count) in packages.Index())
        {
            work.Time.Advance(TimeSpan.FromMinutes(1));
            await StartAsync(work, $$$"""{"d":{"declarationNo":"A{{{index}}}","declareDate":"2026-06-15","packages":{{{count}}},"lines":[]},"m":{}}""", index);
        }

        return work;
    }

    private static Task<LowCode.Work.Result<ReplayReport>> ReplayAsync(TestWork work, string draft, string? rule = null) => work.Get<ReplayEvaluations>().HandleAsync(
        Actor.System(work.Tenant), new ReplayCommand("risk", Encoding.UTF8.GetBytes(draft), rule, 100), Cancellation);

    private static async Task StartAsync(TestWork work, string declaration, int number)
    {
        var input = new JsonObject { ["declaration"] = JsonNode.Parse(declaration) };
        var answer = await work.Get<StartInstance>().HandleAsync(Actor.System(work.Tenant), new StartInstanceCommand("judge", input, null, $"{number}"), Cancellation);
        Assert.True(answer.IsAccepted, answer.Rejection?.Message);
    }

    private static async Task CompleteAsync(TestWork work, string caseId, string person, string outcome, string data)
    {
        var task = Assert.Single(await work.Get<ITaskQueries>().OpenOfCaseAsync(work.Tenant, caseId, Cancellation));
        var answer = await work.Get<CompleteTask>().HandleAsync(
            work.Person(person, person, task.Department), new CompleteTaskCommand(task.TaskId, outcome, TestWork.Json(data), null, task.TaskId), Cancellation);
        Assert.True(answer.IsAccepted, answer.Rejection?.ToString());
    }

    private static Artefact Judge()
    {
        var decide = Processes.Delay("judge", "");
        decide.Remove("timeSpan");
        decide["type"] = "LowCode.Decide";
        decide["ruleSet"] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = "risk" } };
        decide["document"] = new JsonObject { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = "Input", ["value"] = "declaration" } };
        var process = Processes.Sequence("judge", decide);
        process["inputs"] = new JsonArray(new JsonObject { ["type"] = "Object", ["name"] = "declaration" });
        return Artefact.Of(ArtefactKind.Workflow, "judge", Encoding.UTF8.GetBytes(process.ToJsonString()));
    }

    private static async Task PublishAsync(TestWork work, params Artefact[] artefacts)
    {
        var answer = await work.Get<PublishRelease>().HandleAsync(Actor.System(work.Tenant), new PublishReleaseCommand(artefacts, "test"), Cancellation);
        Assert.True(answer.IsAccepted, string.Join("; ", answer.Rejection?.Problems.Select(p => $"{p.Path} {p.Message}") ?? []));
    }

    private static string[] Lines(string file) => Encoding.UTF8.GetString(Unpacked(file)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static byte[] Unpacked(string file)
    {
        using var packed = new GZipStream(File.OpenRead(Repository.PathOf($"tests/Unit/Rules/Workload/{file}")), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        packed.CopyTo(bytes);
        return bytes.ToArray();
    }
}
