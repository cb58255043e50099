using LowCode.Definitions.CaseTypes;
using LowCode.Tests.Contract.Instances;
using LowCode.Work;
using LowCode.Work.Cases;
using LowCode.Work.Instances;
using LowCode.Work.Privacy;
using Xunit;

namespace LowCode.Tests.Contract.Cases;

/// <summary>Searching cases: filters, order, pages and counts agree with each other.</summary>
public abstract class CaseQueriesContract : StoreContract
{
    private static readonly PageRequest FirstPage = new(0, 50);

    private ICaseQueries Cases => Store.Get<ICaseQueries>();

    [Theory]
    [InlineData("pot", "A001")]
    [InlineData("100%", "A002")]
    [InlineData("%", "A002")]
    [InlineData("a_b", "A003")]
    [InlineData(@"back\slash", "A004")]
    [InlineData("A003", "A003")]
    [InlineData("Ms Lamp", "A002")]
    [InlineData("Low Street", "A003")]
    [InlineData("nothing like it", "")]
    public async Task Text_is_searched_as_it_is_typed(string text, string expected)
    {
        await AddAsync("c1", r => r with { Row = r.Row with { Title = "Pothole" } });
        await AddAsync("c2", r => r with { Row = r.Row with { Title = "Lamp 100% dark" }, ReporterName = "Ms Lamp" });
        await AddAsync("c3", r => r with { Row = r.Row with { Title = "a_b", Address = "Low Street 2" } });
        await AddAsync("c4", r => r with { Row = r.Row with { Title = @"back\slash and axb" } });

        Assert.Equal(expected, await FindAsync(new CaseSearch(Text: text)));
    }

    [Theory]
    [InlineData(CaseColumn.Title, "Pothole", "")]
    [InlineData(CaseColumn.Title, "A001", "A001")]
    [InlineData(CaseColumn.Title, "High Street", "A001")]
    [InlineData(CaseColumn.Address, "High Street", "")]
    [InlineData(CaseColumn.ReporterName, "Reporter", "")]
    public async Task Masked_column_finds_nothing_and_the_others_do(CaseColumn column, string text, string expected)
    {
        await AddAsync("c1", r => r);

        Assert.Equal(expected, await FindAsync(new CaseSearch(Text: text) { Masked = [new(column, "event")] }));
        Assert.Equal("A001", await FindAsync(new CaseSearch(Text: text) { Masked = [new(column, "other")] }));
    }

    [Fact]
    public async Task Masked_class_and_department_narrow_to_nothing()
    {
        await AddAsync("c1", r => r);

        Assert.Equal("", await FindAsync(new CaseSearch(Department: "D1") { Masked = [new(CaseColumn.Department, "event")] }));
        Assert.Equal("", await FindAsync(new CaseSearch() { Masked = [new(CaseColumn.Class, "event")] }, ["E-01"]));
        Assert.Equal("A001", await FindAsync(new CaseSearch(Department: "D1") { Masked = [new(CaseColumn.Class, "event")] }));
    }

    [Fact]
    public async Task Case_is_listed_with_the_release_that_it_runs_on()
    {
        await AddAsync("c1", r => r with { ReleaseRevision = 7 });

        Assert.Equal(7, Assert.Single((await Cases.SearchAsync(Burst.Tenant, new CaseSearch(), null, FirstPage, Burst.Noon, Cancellation)).Rows).Revision);
    }

    [Fact]
    public async Task Filters_are_joined_by_and()
    {
        await AddAsync("c1", r => r with { Row = r.Row with { Status = "closed", Phase = CasePhase.Closed, Department = "D1", ClassCode = "E-02" } });
        await AddAsync("c2", r => r with { Row = r.Row with { Status = "closed", Phase = CasePhase.Closed, Department = "D2" } });
        await AddAsync("c3", r => r with { Row = r.Row with { Department = "D1" } });

        Assert.Equal("A002 A001", await FindAsync(new CaseSearch(Status: "closed")));
        Assert.Equal("A002 A001", await FindAsync(new CaseSearch(Phase: CasePhase.Closed)));
        Assert.Equal("A001", await FindAsync(new CaseSearch(Status: "closed", Department: "D1")));
        Assert.Equal("A001", await FindAsync(new CaseSearch(), ["E-02", "E-03"]));
        Assert.Equal("", await FindAsync(new CaseSearch(), []));
    }

    [Fact]
    public async Task Overdue_are_open_cases_past_their_time_and_closed_ones_that_were_late()
    {
        await AddAsync("c1", r => r with { Row = r.Row with { DueAt = Burst.Noon.AddHours(1) } });
        await AddAsync("c2", r => r with { Row = r.Row with { DueAt = Burst.Noon.AddHours(3) } });
        await AddAsync("c3", r => r with { Row = r.Row with { DueAt = Burst.Noon.AddHours(1), ClosedAt = Burst.Noon.AddMinutes(30) } });
        await AddAsync("c4", r => r with { Row = r.Row with { DueAt = Burst.Noon.AddMinutes(10), ClosedAt = Burst.Noon.AddMinutes(30) } });

        Assert.Equal("A004 A001", await FindAsync(new CaseSearch(OverdueOnly: true), now: Burst.Noon.AddHours(2)));
    }

    [Fact]
    public async Task Period_takes_its_beginning_and_leaves_its_end()
    {
        await AddAsync("c1", r => r with { Row = r.Row with { CreatedAt = Burst.Noon } });
        await AddAsync("c2", r => r with { Row = r.Row with { CreatedAt = Burst.Noon.AddDays(1) } });

        Assert.Equal("A001", await FindAsync(new CaseSearch(CreatedFrom: Burst.Noon, CreatedBefore: Burst.Noon.AddDays(1))));
    }

    [Fact]
    public async Task Order_and_pages_show_every_case_once()
    {
        for (var i = 1; i <= 7; i++)
        {
            await AddAsync($"c{i}", r => r with { Row = r.Row with { DueAt = i % 3 == 0 ? null : Burst.Noon.AddHours(i % 2) } });
        }

        foreach (var sort in Enum.GetValues<CaseSort>())
        {
            var search = new CaseSearch(Sort: sort, Descending: false);
            var pages = new List<string>();
            for (var page = 0; page < 4; page++)
            {
                var found = await Cases.SearchAsync(Burst.Tenant, search, null, new PageRequest(page, 2), Burst.Noon, Cancellation);
                Assert.Equal(7, found.Total);
                pages.AddRange(found.Rows.Select(r => r.Row.Number));
            }

            Assert.Equal(7, pages.Distinct().Count());
        }

        var byDue = await Cases.SearchAsync(Burst.Tenant, new CaseSearch(Sort: CaseSort.Due, Descending: true), null, FirstPage, Burst.Noon, Cancellation);
        Assert.Equal([null, null], byDue.Rows.TakeLast(2).Select(r => r.Row.DueAt));
    }

    [Fact]
    public async Task Timeline_is_in_order_and_names_step_and_outcome_by_their_labels()
    {
        await CommitAsync(Burst.StartCase());
        await CommitAsync(Burst.Next(1) with
        {
            Instance = Burst.Next(1).Instance with { CaseId = "c1" },
            CaseEvents =
            [
                new CaseEventWrite(Burst.Noon, CaseEventKinds.TaskCompleted, "accept", "task-i1-b1", "yes", "bob", "Bob", "fine"),
                new CaseEventWrite(Burst.Noon, CaseEventKinds.Updated, Outcome: "accepted", Flags: ["odd"]),
            ],
        });

        var timeline = await Cases.TimelineAsync(Burst.Tenant, "c1", Cancellation);

        Assert.Equal([1, 2, 3], timeline.Select(l => l.Seq));
        Assert.Equal("受理", timeline[1].TaskTitle?.ByLanguage["zh-CN"]);
        Assert.Equal("Yes", timeline[1].OutcomeLabel?.ByLanguage["en"]);
        Assert.Equal(["odd"], timeline[2].Flags);
        Assert.Equal("accepted", timeline[2].Outcome);
    }

    private async Task<string> FindAsync(CaseSearch search, IReadOnlyList<string>? classes = null, DateTimeOffset? now = null)
    {
        var found = await Cases.SearchAsync(Burst.Tenant, search, classes, FirstPage, now ?? Burst.Noon, Cancellation);
        Assert.Equal(found.Rows.Count, found.Total);
        return string.Join(' ', found.Rows.Select(r => r.Row.Number));
    }

    private async Task AddAsync(string id, Func<CaseRecord, CaseRecord> change)
    {
        var burst = Burst.StartCase("i-" + id, id);
        await CommitAsync(burst with { Case = burst.Case! with { Record = change(burst.Case.Record) } });
    }

    private async Task CommitAsync(BurstCommit burst) =>
        Assert.IsType<BurstVerdict.Committed>(await Store.Get<IBurstStore>().CommitAsync(burst, Cancellation));
}
