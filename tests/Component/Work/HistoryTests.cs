using LowCode.Work.Cases;
using LowCode.Work.Handling;
using LowCode.Work.People;
using LowCode.Work.Tasks;
using Xunit;

namespace LowCode.Tests.Component.Work;

/// <summary>Who changed which field of a case, from what to what.</summary>
public sealed class HistoryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_change_is_told_with_who_when_and_both_values()
    {
        await using var work = await SensitiveTemplate.StartAsync();
        var opened = await SensitiveTemplate.OpenAsync(work);
        await AcceptAsync(work, opened);

        var history = (await work.Get<ReadHistory>().HandleAsync(work.Person("x", "handler"), opened.Number, new(0, 200), Cancellation)).Value!;

        var grade = history.Rows.Where(c => c.Field.Key == "grade").ToList();
        Assert.Equal([("IV", "III"), (null, "IV")], grade.Select(c => ((string?)c.Old, (string?)c.New)));
        Assert.Equal(["acceptor", "grid"], grade.Select(c => c.ActorName));
        Assert.Equal(work.Time.GetUtcNow(), grade[0].At);
        Assert.Contains("受理", grade[0].What, StringComparison.Ordinal);
        Assert.Equal(history.Rows.Count, history.Total);

        // What was sent again as it was is no change.
        Assert.Single(history.Rows, c => c.Field.Key == "classCode");
        Assert.Equal(history.Rows.Select(c => c.Seq).OrderDescending(), history.Rows.Select(c => c.Seq));
    }

    [Fact]
    public async Task Both_values_are_masked_for_whoever_may_not_see_the_field()
    {
        await using var work = await SensitiveTemplate.StartAsync("grade", "title");
        var opened = await SensitiveTemplate.OpenAsync(work);
        await AcceptAsync(work, opened);

        async Task<IReadOnlyList<FieldChange>> ToldAsync(string role) =>
            [.. (await work.Get<ReadHistory>().HandleAsync(work.Person("x", role), opened.Number, new(0, 200), Cancellation)).Value!.Rows.Where(c => c.Field.Key is "grade" or "title")];

        var masked = await ToldAsync(Actor.AdministratorRole);
        Assert.All(masked, c => Assert.True(c.IsMasked));
        Assert.Equal([("****", "****"), ("", "路***"), ("", "****")], masked.Select(c => ($"{c.Old}", $"{c.New}")));
        Assert.Contains(await ToldAsync("acceptor"), c => !c.IsMasked && (string?)c.New == "III");
    }

    [Fact]
    public async Task History_is_paged_and_is_not_for_the_public()
    {
        await using var work = await SensitiveTemplate.StartAsync();
        var opened = await SensitiveTemplate.OpenAsync(work);

        var all = (await work.Get<ReadHistory>().HandleAsync(work.Person("x", "handler"), opened.Number, new(0, 200), Cancellation)).Value!;
        var second = (await work.Get<ReadHistory>().HandleAsync(work.Person("x", "handler"), opened.Number, new(1, 3), Cancellation)).Value!;

        Assert.Equal(all.Rows.Skip(3).Take(3).Select(c => c.Field.Key), second.Rows.Select(c => c.Field.Key));
        Assert.Equal(all.Total, second.Total);
        Assert.Equal("case.not-found", (await work.Get<ReadHistory>().HandleAsync(Actor.Public(work.Tenant), opened.Number, new(0, 9), Cancellation)).Rejection!.Code);
        Assert.Equal("case.not-found", (await work.Get<ReadHistory>().HandleAsync(work.Person("x", "handler"), "none", new(0, 9), Cancellation)).Rejection!.Code);
    }

    private static async Task AcceptAsync(TestWork work, OpenedCase opened)
    {
        work.Time.Advance(TimeSpan.FromMinutes(5));
        var task = Assert.Single(await work.Get<ITaskQueries>().OpenOfCaseAsync(work.Tenant, opened.CaseId, Cancellation)).TaskId;
        SensitiveTemplate.Demand(await work.Get<CompleteTask>().HandleAsync(
            work.Person("acceptor", "acceptor", "ZHZX"), new(task, "accept", TestWork.Json("""{"classCode": "E-01-902", "grade": "III"}"""), null, "accept"), Cancellation));
    }
}
