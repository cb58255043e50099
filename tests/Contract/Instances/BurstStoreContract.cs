using LowCode.Engine;
using LowCode.Engine.State;
using LowCode.Work.Cases;
using LowCode.Work.Instances;
using Xunit;

namespace LowCode.Tests.Contract.Instances;

/// <summary>What every store of bursts promises: the three fences, one transaction, nothing half written.</summary>
public abstract class BurstStoreContract : StoreContract
{
    private IBurstStore Bursts => Store.Get<IBurstStore>();

    [Fact]
    public async Task Instance_is_read_as_it_was_committed()
    {
        await CommitAsync(Burst.StartCase());

        var loaded = await Bursts.LoadAsync(Burst.Tenant, new InstanceId("i1"), Cancellation);

        Assert.NotNull(loaded);
        Assert.Equal([1, 2, 3], loaded.Snapshot);
        Assert.Equal((1, 1), (loaded.RowVersion, loaded.OwnerEpoch));
        Assert.Equal("A001", loaded.Case?.Row.Number);
        Assert.Equal("Pothole", (string?)loaded.Case!.Data["title"]);
        Assert.Equal(112.5, loaded.Case.Longitude);
        Assert.Equal(Burst.Noon, loaded.Case.Row.CreatedAt);
        Assert.True(loaded.Case.CountsInDurations);
    }

    [Fact]
    public async Task Exactly_one_of_many_owners_commits_when_they_race_on_one_instance()
    {
        await CommitAsync(Burst.Start());

        var verdicts = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Bursts.CommitAsync(Burst.Next(1), Cancellation)));

        Assert.Single(verdicts.OfType<BurstVerdict.Committed>());
        Assert.Equal(19, verdicts.OfType<BurstVerdict.FenceLost>().Count());
        Assert.Equal(2, Store.Count("journal"));
    }

    [Fact]
    public async Task Exactly_one_of_two_starts_of_one_instance_commits()
    {
        var verdicts = await Task.WhenAll(Bursts.CommitAsync(Burst.Start(), Cancellation), Bursts.CommitAsync(Burst.Start(), Cancellation));

        Assert.Single(verdicts.OfType<BurstVerdict.Committed>());
        Assert.Single(verdicts.OfType<BurstVerdict.FenceLost>());
    }

    [Fact]
    public async Task Stale_row_version_is_refused_and_nothing_is_written()
    {
        await CommitAsync(Burst.StartCase());
        await CommitAsync(Burst.Next(1));
        var before = Everything();

        var verdict = await Bursts.CommitAsync(Rich(Burst.Next(1)), Cancellation);

        Assert.IsType<BurstVerdict.FenceLost>(verdict);
        Assert.Equal(before, Everything());
    }

    [Fact]
    public async Task Owner_of_an_earlier_epoch_is_refused_and_nothing_is_written()
    {
        await CommitAsync(Burst.StartCase());
        Assert.Equal(1, await Bursts.RecoverAsync(Burst.Tenant, new InstanceId("i1"), Cancellation));
        var before = Everything();

        var verdict = await Bursts.CommitAsync(Rich(Burst.Next(1)), Cancellation);

        Assert.IsType<BurstVerdict.FenceLost>(verdict);
        Assert.Equal(before, Everything());
    }

    [Fact]
    public async Task Recovery_is_counted_until_a_good_burst()
    {
        await CommitAsync(Burst.Start());
        await Bursts.RecoverAsync(Burst.Tenant, new InstanceId("i1"), Cancellation);
        Assert.Equal(2, await Bursts.RecoverAsync(Burst.Tenant, new InstanceId("i1"), Cancellation));

        var next = Burst.Next(1);
        await CommitAsync(next with { Instance = next.Instance with { OwnerEpoch = 3 } });

        Assert.Equal(1, await Bursts.RecoverAsync(Burst.Tenant, new InstanceId("i1"), Cancellation));
        Assert.Null(await Bursts.RecoverAsync(Burst.Tenant, new InstanceId("nobody"), Cancellation));
    }

    [Fact]
    public async Task Bookmark_is_consumed_once_and_the_second_consumer_writes_nothing()
    {
        await CommitAsync(Burst.Start() with { Created = [Burst.Bookmark("b1")] });
        await CommitAsync(Burst.Next(1) with { Consumed = "b1", Closed = ["b1"] });
        var before = Everything();

        var verdict = await Bursts.CommitAsync(Burst.Next(2) with { Consumed = "b1", Closed = ["b1"], Message = Burst.Message("m1") }, Cancellation);

        Assert.IsType<BurstVerdict.BookmarkGone>(verdict);
        Assert.Equal(before, Everything());
    }

    [Fact]
    public async Task Repeated_message_gets_the_first_result_and_writes_nothing()
    {
        await CommitAsync(Burst.Start());
        await CommitAsync(Burst.Next(1) with { Message = Burst.Message("m1") });
        var before = Everything();

        var verdict = await Bursts.CommitAsync(Burst.Next(2) with { Message = Burst.Message("m1", result: "other") }, Cancellation);

        Assert.Equal("""{"answer":1}""", Assert.IsType<BurstVerdict.Duplicate>(verdict).Result);
        Assert.Equal("""{"answer":1}""", (await Bursts.HandledAsync(Burst.Tenant, "i1", "m1", Cancellation))?.Result);
        Assert.Null(await Bursts.HandledAsync(Burst.Tenant, "i1", "m2", Cancellation));
        Assert.Equal(before, Everything());
    }

    [Fact]
    public async Task One_start_wins_when_the_same_command_comes_twice_at_once()
    {
        var starts = Enumerable.Range(0, 10).Select(i =>
            Bursts.CommitAsync(Burst.StartCase($"i{i}", $"c{i}") with { Message = Burst.Message("op/anna/1", "open-case", $"i{i}") }, Cancellation));

        var verdicts = await Task.WhenAll(starts);

        Assert.Single(verdicts.OfType<BurstVerdict.Committed>());
        Assert.Single(verdicts.OfType<BurstVerdict.Duplicate>().Select(d => d.Result).Distinct());
        Assert.Equal(1, Store.Count("work_case"));
        Assert.Equal(1, Store.Count("instance"));
    }

    [Fact]
    public async Task Case_numbers_are_unique_and_without_gap_under_concurrency()
    {
        var verdicts = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Bursts.CommitAsync(Burst.StartCase($"i{i}", $"c{i}"), Cancellation)));

        Assert.Equal(
            Enumerable.Range(1, 60).Select(n => $"A{n:000}"),
            verdicts.Select(v => Assert.IsType<BurstVerdict.Committed>(v).CaseNumber!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Number_that_is_taken_by_another_pattern_is_passed_over()
    {
        await CommitAsync(Burst.StartCase("i1", "c1", "A00{seq:1}"));

        var second = await CommitAsync(Burst.StartCase("i2", "c2", "A{seq:3}"));

        Assert.Equal("A002", second.CaseNumber);
    }

    [Fact]
    public async Task Refused_start_gives_its_number_back()
    {
        await CommitAsync(Burst.StartCase("i1", "c1") with { Message = Burst.Message("m1", "open-case") });
        await Bursts.CommitAsync(Burst.StartCase("i2", "c2") with { Message = Burst.Message("m1", "open-case") }, Cancellation);

        Assert.Equal("A002", (await CommitAsync(Burst.StartCase("i3", "c3"))).CaseNumber);
    }

    [Fact]
    public async Task Journal_has_a_row_a_burst_without_gap()
    {
        await CommitAsync(Burst.Start());
        await CommitAsync(Burst.Next(1));
        await Bursts.CommitAsync(Burst.Next(1), Cancellation);
        await CommitAsync(Burst.Next(2));

        Assert.Equal("1,2,3", Store.Scalar("SELECT string_agg(CAST(j.seq AS TEXT), ',') FROM (SELECT seq FROM journal ORDER BY seq) j"));
    }

    [Fact]
    public async Task Closed_bookmark_takes_its_open_task_and_timer_along()
    {
        await CommitAsync(Burst.StartCase() with { Timers = [new TimerWrite("b1", Burst.Noon.AddHours(1))] });

        await CommitAsync(Burst.Next(1) with { Closed = ["b1"] });

        Assert.Equal("cancelled", Store.Scalar("SELECT state FROM task"));
        Assert.Equal(0, Store.Count("task_candidate"));
        Assert.Equal(0, Store.Count("timer"));
        Assert.Equal(0, Store.Count("bookmark"));
    }

    [Fact]
    public async Task Completed_task_is_done_by_its_person_and_offered_to_nobody()
    {
        await CommitAsync(Burst.StartCase());

        await CommitAsync(Completing(Burst.Next(1)));

        Assert.Equal("done/bob/Bob/yes", Store.Scalar("SELECT state || '/' || completed_by || '/' || completed_by_name || '/' || outcome FROM task"));
        Assert.Equal(0, Store.Count("task_candidate"));
    }

    [Fact]
    public async Task Task_that_ended_is_not_completed_again_even_where_its_bookmark_is_open()
    {
        await CommitAsync(Burst.StartCase());
        await CommitAsync(Burst.Next(1) with { Closed = ["b1"] });
        await CommitAsync(Burst.Next(2) with { Created = [Burst.Bookmark("b1")] });

        Assert.IsType<BurstVerdict.BookmarkGone>(await Bursts.CommitAsync(Completing(Burst.Next(3)), Cancellation));
    }

    [Fact]
    public async Task Record_of_a_source_becomes_one_case()
    {
        await CommitAsync(FromSource("i1", "c1"));

        var verdict = await Bursts.CommitAsync(FromSource("i2", "c2"), Cancellation);

        Assert.Equal("c1", Assert.IsType<BurstVerdict.SourceTaken>(verdict).CaseId);
        Assert.Equal(1, Store.Count("instance"));
    }

    [Fact]
    public async Task Instance_that_was_committed_midway_goes_on_at_the_same_bookmark_after_the_store_was_opened_again()
    {
        var midway = Burst.Bookmark(InstanceState.ContinuationBookmark);
        var timer = new TimerWrite(midway.Id, Burst.Noon.AddSeconds(30));
        await CommitAsync(Burst.Start() with { Created = [midway], Timers = [timer] });
        for (var version = 1; version < 4; version++)
        {
            await Store.ReopenAsync();
            Assert.Equal(version, (await Bursts.LoadAsync(Burst.Tenant, new InstanceId("i1"), Cancellation))!.RowVersion);
            var next = Burst.Next(version) with { Consumed = midway.Id, Closed = [midway.Id], Created = [midway], Timers = [timer] };
            await CommitAsync(next);
            Assert.IsType<BurstVerdict.FenceLost>(await Bursts.CommitAsync(next, Cancellation));
        }

        Assert.Equal(1, Store.Count("bookmark"));
        Assert.Equal(1, Store.Count("timer"));
        await CommitAsync(Burst.Next(4) with { Consumed = midway.Id, Closed = [midway.Id] });
        Assert.Equal(0, Store.Count("bookmark") + Store.Count("timer"));
    }

    [Fact]
    public async Task Case_that_another_instance_has_changed_since_is_a_lost_fence_and_nothing_is_written()
    {
        await CommitAsync(Burst.StartCase());
        var stale = Burst.NewCase("c1", "i1");
        var before = Everything();

        var burst = Burst.Next(1) with { Case = stale with { NewNumber = null, Record = stale.Record with { RowVersion = 7 } } };

        Assert.IsType<BurstVerdict.FenceLost>(await Bursts.CommitAsync(burst, Cancellation));
        Assert.Equal(before, Everything());
    }

    private static BurstCommit FromSource(string instance, string caseId)
    {
        var start = Burst.StartCase(instance, caseId);
        return start with { Case = start.Case! with { Record = start.Case.Record with { Source = "311", SourceKey = "42" } } };
    }

    private static BurstCommit Completing(BurstCommit burst) => burst with
    {
        Consumed = "b1",
        Closed = ["b1"],
        Completion = new TaskCompletion("task-i1-b1", "bob", "Bob", "yes"),
    };

    /// <summary>A burst that would leave something in every table.</summary>
    private static BurstCommit Rich(BurstCommit burst)
    {
        var known = Burst.NewCase("c1", "i1");
        return burst with
        {
            Created = [Burst.Bookmark("b9")],
            Timers = [new TimerWrite("b9", Burst.Noon)],
            Outbox = [new OutboxWrite("e1", "event", "{}", "one/i1/e1/0")],
            Tasks = [Burst.Task("c1", "i1", "b9")],
            Case = known with { NewNumber = null, Record = known.Record with { RowVersion = 1 } },
            CaseEvents = [new CaseEventWrite(Burst.Noon, CaseEventKinds.Updated)],
            Message = Burst.Message("m9"),
        };
    }

    private async Task<BurstVerdict.Committed> CommitAsync(BurstCommit burst) =>
        Assert.IsType<BurstVerdict.Committed>(await Bursts.CommitAsync(burst, Cancellation));

    /// <summary>How many rows each table has, and at which version the instance and case are.</summary>
    private string Everything() => string.Join(
        ' ',
        new[] { "instance", "journal", "bookmark", "timer", "inbox", "outbox", "work_case", "work_case_event", "task", "task_candidate" }
            .Select(t => $"{t}:{Store.Count(t)}")
            .Append($"{Store.Scalar("SELECT SUM(row_version) FROM instance")}")
            .Append($"{Store.Scalar("SELECT SUM(row_version) FROM work_case")}"));
}
