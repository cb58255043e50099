using System.Text.Json.Nodes;
using LowCode.Definitions.Templates;
using LowCode.Work.Cases;
using LowCode.Work.Handling;
using LowCode.Work.People;
using LowCode.Work.Tasks;
using Xunit;

namespace LowCode.Tests.Component.Work;

/// <summary>Declarations of the shipped template customs-rules on their way through the four rule sets; the scenarios of the template go further.</summary>
public sealed class CustomsScreeningTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sound_declaration_is_released_when_it_is_received()
    {
        await using var work = await TestWork.WithTemplateAsync("customs-rules");

        var (details, open) = await ReceivedAsync(work);

        Assert.Equal("released", details.Case.Status);
        Assert.Empty(open);
        Assert.Equal(("PASS", 0m, null), Verdict(details));
    }

    [Fact]
    public async Task Gravest_action_of_the_four_sets_decides_and_all_hits_are_shown_to_the_inspector()
    {
        await using var work = await TestWork.WithTemplateAsync("customs-rules");

        var (details, open) = await ReceivedAsync(
            work, ("containers", "TGHU4821036\nMSCU7730912"), ("goods", "2204210000|干红葡萄酒|FRA|1000|升|1.5|1500|0.14|1200"), ("rcepClaim", "yes"));

        Assert.Equal("inspecting", details.Case.Status);
        Assert.Equal("inspection", Assert.Single(open).Step);
        Assert.Equal("CYC", details.Case.Department);
        Assert.Equal(
            ("INSPECT", 60 + 20 + 20 + 20 + 20 + 5 + 20, "AD046 申报集装箱不在舱单中\nTX001 葡萄酒单价偏低\nOR001 申明享惠但缺原产地证明\nOR007 享惠报关单含非成员原产货物\nOR008 启运国不是成员\nOR009 贸易国不是成员（第三方发票）\nOR012 装货港在非成员境内"),
            Verdict(details));
    }

    [Theory]
    [InlineData(1430, "released")]
    [InlineData(1430.1, "scanning")]
    public async Task Weight_is_compared_with_the_manifest_exactly(decimal grossWeight, string status)
    {
        await using var work = await TestWork.WithTemplateAsync("customs-rules");

        var (details, _) = await ReceivedAsync(work, ("grossWeight", grossWeight));

        Assert.Equal(status, details.Case.Status);
    }

    private static async Task<(CaseDetails Details, IReadOnlyList<TaskRecord> Open)> ReceivedAsync(TestWork work, params (string Field, object Value)[] changes)
    {
        var data = Declaration();
        foreach (var (field, value) in changes)
        {
            data[field] = JsonValue.Create(value);
        }

        var receiver = work.Person("receiver", "receiver", "ZHC");
        var opened = await work.Get<OpenCase>().HandleAsync(receiver, new OpenCaseCommand("customs-declaration", data, "1"), Cancellation);
        Assert.True(opened.IsAccepted, opened.Rejection?.ToString());
        var task = Assert.Single(await work.Get<ITaskQueries>().OpenOfCaseAsync(work.Tenant, opened.Value!.CaseId, Cancellation));
        var accepted = await work.Get<CompleteTask>().HandleAsync(receiver, new CompleteTaskCommand(task.TaskId, "accept", [], null, "2"), Cancellation);
        Assert.True(accepted.IsAccepted, accepted.Rejection?.ToString());
        var details = (await work.Get<ReadCases>().GetAsync(Actor.System(work.Tenant), opened.Value.Number, Cancellation)).Value!;
        return (details, await work.Get<ITaskQueries>().OpenOfCaseAsync(work.Tenant, opened.Value.CaseId, Cancellation));
    }

    private static (string? Action, decimal? Score, string? Hits) Verdict(CaseDetails details) =>
        ((string?)details.Data["riskAction"], (decimal?)details.Data["riskScore"], (string?)details.Data["riskHits"]);

    /// <summary>What the scenario of the template declares that nothing is found in.</summary>
    private static JsonObject Declaration() =>
        ScenarioJson.ReadFolder(Repository.PathOf("templates/customs-rules")).Value!.Single(s => s.ScenarioId == "released").Report.Data.DeepClone().AsObject();
}
