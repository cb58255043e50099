using LowCode.Tests.Databases;
using LowCode.Work;
using LowCode.Work.Cases;
using LowCode.Work.People;
using LowCode.Work.Privacy;
using LowCode.Work.Records;
using Xunit;
using static LowCode.Tests.Component.Work.RecordHouse;

namespace LowCode.Tests.Component.Work;

/// <summary>Who looked at what is masked, and who took it away in a file, is found over all cases.</summary>
public sealed class DisclosureTests
{
    private static readonly PageRequest _first = new(0, 50);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Looks_and_files_in_clear_are_listed_by_person_and_time_for_administrators_alone(bool isPostgres)
    {
        await using var cluster = isPostgres ? await PostgresCluster.StartFastAsync() : null;
        if (cluster is not null)
        {
            await cluster.SqlAsync("CREATE DATABASE disclosures");
        }

        await using var house = await OpenAsync(cluster?.Connection("disclosures"), Field("name", "text"), Plain("tel", "phone", """, "sensitivity": "personal" """));
        var (work, administrator, chief) = (house.Work, house.Work.Person("admin", Actor.AdministratorRole), house.Work.Person("chief", "chief"));
        var number = await house.AddAsync("""{"name": "one", "tel": "13800000000"}""");

        house.Demand(await work.Get<RevealField>().HandleAsync(administrator, new RevealFieldCommand(number, "tel", "电话回访"), Cancellation));
        work.Time.Advance(TimeSpan.FromHours(1));
        var between = work.Time.GetUtcNow();
        house.Demand(await work.Get<ExportRecords>().HandleAsync(house.Clerk, new RecordSearch("permit", []), Cancellation));
        house.Demand(await work.Get<ExportRecords>().HandleAsync(chief, new RecordSearch("permit", ["name:eq:one"]), Cancellation));

        Assert.Equal(["chief - permit tel name:eq:one", $"admin {number} - tel 电话回访"], await FindAsync(new()));
        Assert.Equal(["chief - permit tel name:eq:one"], await FindAsync(new(From: between)));
        Assert.Equal([$"admin {number} - tel 电话回访"], await FindAsync(new(Before: between)));
        Assert.Equal([$"admin {number} - tel 电话回访"], await FindAsync(new(Login: " admin ")));
        Assert.Empty(await FindAsync(new(Login: "clerk")));
        Assert.Equal("privacy.log-forbidden", (await ReadAsync(chief, new())).Rejection?.Code);
        Assert.Equal("privacy.log-period", (await ReadAsync(administrator, new(From: between, Before: between))).Rejection?.Code);

        Task<Result<Page<Disclosure>>> ReadAsync(Actor actor, DisclosureSearch search) => work.Get<ReadDisclosures>().HandleAsync(actor, search, _first, Cancellation);

        async Task<IEnumerable<string>> FindAsync(DisclosureSearch search)
        {
            var page = house.Demand(await ReadAsync(administrator, search));
            Assert.Equal(page.Rows.Count, page.Total);
            return page.Rows.Select(d => $"{d.Login} {d.CaseNumber ?? "-"} {d.CaseType ?? "-"} {string.Join(' ', d.Fields)} {d.Reason}");
        }
    }
}
