using LowCode.Definitions;
using LowCode.Work;
using LowCode.Work.Cases;
using LowCode.Work.Handling;
using LowCode.Work.Imports;
using LowCode.Work.People;
using LowCode.Work.Releases;
using LowCode.Work.Tasks;
using Xunit;

namespace LowCode.Tests.Component.Imports;

/// <summary>A small table of our own, made up: what the real one shows holds without it too.</summary>
public sealed class RiversideImportTests
{
    private static readonly TenantId Tenant = new("riverside");

    [Fact]
    public async Task Rows_become_cases_as_far_as_they_have_come()
    {
        await using var house = new ImportHouse();

        var report = await house.ImportAsync(Riverside.File, Riverside.Mapping());

        Assert.Equal((12, 12, 0), (report.Rows, report.Loaded, report.ProblemCount));
        var counts = report.Counts!;
        Assert.Equal((12, 7, 5, 0), (counts.Cases, counts.Closed, counts.Open, counts.Inconsistent));
        Assert.Equal((5, 1), (counts.ClosedWithDue, counts.ClosedLate));
        Assert.Equal((2, 5), (counts.Flagged, counts.Durations));
        Assert.Equal((3.0, 48.0), (counts.MedianHours!.Value, counts.P90Hours!.Value));
        Assert.Equal([("CG", 5), ("LD", 4), ("GA", 3)], counts.ByDepartment.Select(d => (d.Key, d.Total)));
        Assert.Equal(
            [("reported", 1), ("accepted", 1), ("dispatched", 1), ("done", 1), ("handled", 1), ("closed", 7)],
            counts.ByStatus.Select(s => (s.Key, s.Total)));
    }

    [Fact]
    public async Task Case_keeps_what_its_row_says_and_happened_at_the_rows_own_times()
    {
        await using var house = new ImportHouse();
        await house.ImportAsync(Riverside.File, Riverside.Mapping());

        var record = await FindAsync(house, "H001");
        var timeline = await house.Get<ICaseQueries>().TimelineAsync(Tenant, record.Row.CaseId, TestContext.Current.CancellationToken);

        Assert.Equal("SJ202603020001", record.Row.Number);
        Assert.Equal(("E13-04-06", "CG", "滨河路 12 号", "hotline"), (record.Row.ClassCode, record.Row.Department, record.Row.Address, record.Row.Channel));
        Assert.Equal(At(2, 8, 15), record.Row.CreatedAt);
        Assert.Equal((At(4, 0, 0), true), (record.Row.DueAt!.Value, record.DueGiven));
        Assert.Equal((At(2, 11, 0), At(2, 11, 0)), (record.Row.ClosedAt!.Value, record.ReportedClosedAt!.Value));
        Assert.Equal("2026-03-02", (string?)record.Data["handledOn"]);
        var completed = timeline.Where(e => e.Kind == CaseEventKinds.TaskCompleted).ToList();
        Assert.Equal(["accept", "dispatch", "handle", "feedback", "verify"], completed.Select(e => e.Step));
        Assert.Equal([At(2, 8, 15), At(2, 8, 40), At(2, 10, 5), At(2, 10, 5), At(2, 11, 0)], completed.Select(e => e.At));
        Assert.All(completed, e => Assert.Equal("热线数据导入", e.ActorName));
        Assert.Equal("已劝离", completed[2].Comment);
    }

    [Fact]
    public async Task Row_without_a_due_time_gets_none_from_the_process()
    {
        await using var house = new ImportHouse();
        await house.ImportAsync(Riverside.File, Riverside.Mapping());

        var record = await FindAsync(house, "H003");

        Assert.Null(record.Row.DueAt);
        Assert.StartsWith("SJ20260302", record.Row.Number, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Time_before_its_predecessor_is_kept_recorded_later_flagged_and_listed()
    {
        await using var house = new ImportHouse();

        var report = await house.ImportAsync(Riverside.File, Riverside.Mapping());

        Assert.Equal([(7, "H005", "verify"), (8, "H006", "dispatch")], report.EarlyTimes.Select(e => (e.Row, e.Key, e.Step)));
        var closedEarly = await FindAsync(house, "H005");
        Assert.Equal((At(4, 9, 0), At(2, 18, 0)), (closedEarly.Row.ClosedAt!.Value, closedEarly.ReportedClosedAt!.Value));
        Assert.Equal([CaseFlags.TimeBeforePredecessor], closedEarly.Row.Flags);
        Assert.False(closedEarly.CountsInDurations);
        var dispatchedEarly = await FindAsync(house, "H006");
        var timeline = await house.Get<ICaseQueries>().TimelineAsync(Tenant, dispatchedEarly.Row.CaseId, TestContext.Current.CancellationToken);
        var dispatch = timeline.Single(e => e is { Kind: CaseEventKinds.TaskCompleted, Step: "dispatch" });
        Assert.Equal(At(3, 11, 0), dispatch.At);
        Assert.Equal([CaseFlags.TimeBeforePredecessor], dispatch.Flags);
    }

    [Fact]
    public async Task Tenant_has_the_files_departments_and_time_zone_and_no_others()
    {
        await using var house = new ImportHouse();
        await house.ImportAsync(Riverside.File, Riverside.Mapping());

        var directory = house.Get<IDirectory>();
        var departments = await directory.DepartmentsAsync(Tenant, TestContext.Current.CancellationToken);

        Assert.Equal(["CG 城市管理局", "GA 公安分局", "LD 路灯所"], departments.Select(d => $"{d.Code} {d.Name}").Order(StringComparer.Ordinal));
        Assert.Equal("Asia/Shanghai", (await directory.TenantAsync(Tenant, TestContext.Current.CancellationToken))!.TimeZone);
    }

    [Fact]
    public async Task Same_file_loads_nothing_twice_and_says_so()
    {
        await using var house = new ImportHouse();
        var first = await house.ImportAsync(Riverside.File, Riverside.Mapping());
        var revision = house.Scalar("SELECT revision FROM revision");

        var second = await house.ImportAsync(Riverside.File, Riverside.Mapping());

        Assert.Equal((0, 0, 12), (second.Loaded, second.Continued, second.AlreadyThere));
        Assert.Equivalent(first.Counts, second.Counts, strict: true);
        Assert.Equal(revision, house.Scalar("SELECT revision FROM revision"));
    }

    [Fact]
    public async Task Row_that_has_moved_on_is_continued_from_where_its_case_stands()
    {
        await using var house = new ImportHouse();
        await house.ImportAsync(Riverside.File, Riverside.Mapping());

        var report = await house.ImportAsync(await WithH008ClosedAsync(house), Riverside.Mapping());

        Assert.Equal((0, 1, 11), (report.Loaded, report.Continued, report.AlreadyThere));
        Assert.Equal(8, report.Counts!.Closed);
        Assert.Equal(At(4, 21, 0), (await FindAsync(house, "H008")).Row.ClosedAt);
    }

    [Fact]
    public async Task Case_that_people_have_worked_on_is_left_to_them()
    {
        await using var house = new ImportHouse();
        await house.ImportAsync(Riverside.File, Riverside.Mapping());
        var task = (await house.Get<ITaskQueries>().OpenOfCaseAsync(Tenant, (await FindAsync(house, "H008")).Row.CaseId, TestContext.Current.CancellationToken)).Single();
        var sentBack = await house.Get<CompleteTask>().HandleAsync(
            new Actor(Tenant, "liu", "Liu", ["handler"], "GA", IsAdministrator: false),
            new CompleteTaskCommand(task.TaskId, "send-back", [], "not ours", "op-1"),
            TestContext.Current.CancellationToken);
        Assert.True(sentBack.IsAccepted, sentBack.Rejection?.Message);

        var report = await house.ImportAsync(await WithH008ClosedAsync(house), Riverside.Mapping());

        Assert.Equal((0, 0, 12), (report.Loaded, report.Continued, report.AlreadyThere));
        Assert.Equal("returned", (await FindAsync(house, "H008")).Row.Status);
    }

    [Fact]
    public async Task Same_rows_go_into_another_tenant_where_one_is_named()
    {
        await using var house = new ImportHouse();
        await house.ImportAsync(Riverside.File, Riverside.Mapping());

        var report = await house.ImportAsync(Riverside.File, Riverside.Mapping(), "riverside-2");

        Assert.Equal((12, 12), (report.Loaded, report.Counts!.Cases));
        Assert.Equal(24L, house.Scalar("SELECT COUNT(*) FROM work_case"));
    }

    [Fact]
    public async Task Unknown_classes_become_the_tenants_own_by_a_release_of_its_own()
    {
        await using var house = new ImportHouse();
        var mapping = Riverside.Mapping();
        mapping = mapping with
        {
            Class = mapping.Class! with { Codes = new Dictionary<string, string> { ["路灯"] = "E-01-907" }, Unknown = new("RX-", null) },
        };

        var report = await house.ImportAsync(Riverside.File, mapping);

        Assert.Equal((12, 0), (report.Loaded, report.ProblemCount));
        Assert.Equal(2L, house.Scalar("SELECT revision FROM revision"));
        var release = await house.Get<PublishedDefinitions>().CurrentAsync(Tenant, TestContext.Current.CancellationToken);
        var code = (await FindAsync(house, "H002")).Row.ClassCode!;
        Assert.StartsWith("RX-", code, StringComparison.Ordinal);
        Assert.Equal("噪声", release.Dictionary("event-classes")!.PathOf(code));
    }

    /// <summary>A newer file, in which one of the open rows was handled and closed.</summary>
    private static async Task<string> WithH008ClosedAsync(ImportHouse house)
    {
        const string Open = "H008,2026-03-04 08:30:00,2026-03-08,2026-03-04 09:00:00,,,";
        const string Closed = "H008,2026-03-04 08:30:00,2026-03-08,2026-03-04 09:00:00,2026-03-04 20:00:00,2026-03-04 21:00:00,";
        var path = house.FilePath("newer.csv");
        await File.WriteAllTextAsync(path, Riverside.Text().Replace(Open, Closed, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        return path;
    }

    private static async Task<CaseRecord> FindAsync(ImportHouse house, string key)
    {
        var number = (string)house.Scalar($"SELECT number FROM work_case WHERE source_key = '{key}'")!;
        return (await house.Get<ICaseQueries>().FindByNumberAsync(Tenant, number, TestContext.Current.CancellationToken))!;
    }

    /// <summary>A time of March 2026 in Shanghai.</summary>
    private static DateTimeOffset At(int day, int hour, int minute) => new DateTimeOffset(2026, 3, day, hour, minute, 0, TimeSpan.FromHours(8)).ToUniversalTime();
}
