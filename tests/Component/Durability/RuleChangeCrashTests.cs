using LowCode.Definitions.Releases;
using LowCode.Definitions.Templates;
using LowCode.Tests.Benchmarks.Crash;
using LowCode.Tests.Component.Work;
using LowCode.Tests.Databases;
using LowCode.Work.People;
using LowCode.Work.Releases;
using LowCode.Work.WakeUps;
using Xunit;

namespace LowCode.Tests.Component.Durability;

/// <summary>The process ends while it publishes what a maker made and a checker approved: whoever starts next publishes it once, or finds that it is.</summary>
public sealed class RuleChangeCrashTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite", "before-effect:1", 1)]
    [InlineData("sqlite", "before-update-revision:1", 1)]
    [InlineData("sqlite", "after-update-revision:1", 1)]
    [InlineData("sqlite", "before-delete-bookmark:1", 2)]
    [InlineData("sqlite", "after-delete-bookmark:1", 2)]
    [InlineData("sqlite", "after-effect:1", 2)]
    [InlineData("postgres", "before-update-revision:1", 1)]
    [InlineData("postgres", "before-delete-bookmark:1", 2)]
    public async Task Host_that_is_killed_while_it_publishes_a_checked_change_publishes_it_exactly_once(string store, string failpoint, long revision)
    {
        await using var cluster = store == "postgres" ? await PostgresCluster.StartDurableAsync() : null;
        if (cluster is not null)
        {
            await cluster.SqlAsync("CREATE DATABASE rules");
        }

        var connection = cluster?.Connection("rules");
        await using var work = connection is null ? await TestWork.EmptyAsync() : await TestWork.OnAsync(connection);
        await PublishAsync(work);
        var opened = await RuleChangeTests.RequestedAsync(work);
        await RuleChangeTests.CompleteAsync(work, opened, "draft", "analyst", "submit", RuleChangeTests.Trial());
        await RuleChangeTests.CompleteAsync(work, opened, "review", "checker", "approve", []);

        await using var oracle = new Oracle(Path.Combine(work.Folder, "oracle.log"));
        await using var outside = await EffectServer.StartAsync(oracle);
        await KillAsync(new CrashHostOptions(connection ?? "", work.Folder, outside.Address, ""), failpoint);
        Assert.Equal(revision, await work.Get<IReleaseStore>().RevisionAsync(work.Tenant, Cancellation));

        // Later than what the process that ended had leased for itself.
        work.Time.SetUtcNow(TimeProvider.System.GetUtcNow().AddMinutes(5));
        await work.ReopenAsync();
        await work.Get<WakeUpRound>().RunAsync(Cancellation);

        var releases = (await work.Get<IReleaseQueries>().PageAsync(work.Tenant, new(0, 10), Cancellation)).Rows;
        Assert.Equal((2, 1), (releases.Count, releases.Count(r => r.Note.StartsWith("tax/TX003", StringComparison.Ordinal))));
        var details = await RuleChangeTests.DetailsAsync(work, opened);
        Assert.Equal(("published", "2"), (details.Case.Status, (string)details.Data["releaseNo"]!));
        Assert.Equal(["TX003", "TX003@20260630"], (await RuleChangeTests.SetAsync(work)).Index.Definition.Rules.Select(r => r.Id).Where(id => id.StartsWith("TX003", StringComparison.Ordinal)).Order());
        Assert.Equal(0, Convert.ToInt32(work.Scalar("SELECT COUNT(*) FROM outbox"), System.Globalization.CultureInfo.InvariantCulture));
    }

    private static async Task PublishAsync(TestWork work)
    {
        // The crashed process knows no connectors: without the processes of the template that use one.
        var artefacts = TemplateFolder.Read(Repository.PathOf("templates/customs-rules")).Value!.Artefacts
            .Where(a => a.Kind == ArtefactKind.Dictionary || a.Key is "tax" or "rule-change")
            .ToList();
        var published = await work.Get<PublishRelease>().HandleAsync(Actor.System(work.Tenant), new PublishReleaseCommand(artefacts, "rules"), Cancellation);
        Assert.True(published.IsAccepted, string.Join("; ", published.Rejection?.Problems.Select(p => $"{p.Path} {p.Message}") ?? []));
    }

    private static async Task KillAsync(CrashHostOptions host, string failpoint)
    {
        await using var process = new CrashProcess(host);
        var life = await process.StartAsync(failpoint, Cancellation);
        await life.Exited.WaitAsync(TimeSpan.FromMinutes(2), Cancellation);
        Assert.True(life.EndedItself, await life.ErrorsAsync());
    }
}
