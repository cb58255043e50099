using System.Text;
using LowCode.Definitions.Releases;
using LowCode.Definitions.Rules;
using LowCode.Definitions.Templates;
using LowCode.Work;
using LowCode.Work.People;
using LowCode.Work.Releases;
using LowCode.Work.Sheets;
using Xunit;
using static LowCode.Tests.Component.Work.RuleChangeTests;

namespace LowCode.Tests.Component.Work;

/// <summary>Rule sets that two people must change: nothing else changes them.</summary>
public sealed class GuardedRuleSetTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Guarded_set_is_changed_by_nobody_directly_and_a_newer_template_may_change_it()
    {
        await using var work = await CustomsAsync();
        var admin = work.Person("admin", Actor.AdministratorRole);
        var set = (await SetAsync(work)).Index.Definition;
        var free = Artefact.Of(ArtefactKind.RuleSet, "tax", RuleSetJson.Write(set with { Changes = RuleSetChanges.Direct }));

        var rejections = new[]
        {
            (await work.Get<ChangeRule>().HandleAsync(admin, new ChangeRuleCommand("tax", "TX003", Encoding.UTF8.GetBytes(Changed())), Cancellation)).Rejection,
            (await work.Get<PublishRelease>().HandleAsync(admin, new PublishReleaseCommand([free], "free"), Cancellation)).Rejection,
            (await work.Get<PublishRelease>().HandleAsync(admin, new PublishReleaseCommand([], "gone") { Withdrawn = [(ArtefactKind.RuleSet, "tax")] }, Cancellation)).Rejection,
            (await work.Get<ExchangeLists>().ImportAsync(admin, "tax", "tax-havens", "tax-havens\nVGB\n"u8.ToArray(), SheetFormat.Csv, null, Cancellation)).Rejection,
        };
        Assert.All(rejections, r => Assert.Equal((RejectionKind.Forbidden, "release.checked-only"), (r!.Kind, r.Code)));
        Assert.Equal(1, await RevisionAsync(work));

        var package = TemplateFolder.Read(Repository.PathOf("templates/customs-rules")).Value!;
        var newer = package with { Artefacts = [.. package.Artefacts.Select(a => a is { Kind: ArtefactKind.RuleSet, Key: "tax" } ? free : a)] };
        var installed = await work.Get<InstallTemplate>().HandleAsync(admin, new InstallTemplateCommand(newer), Cancellation);
        Assert.True(installed.IsAccepted, installed.Rejection?.Message);
        var milder = RuleSetJson.Write(set.Rules.Single(r => r.Id == "TX003") with { Score = 1 });
        var changed = await work.Get<ChangeRule>().HandleAsync(admin, new ChangeRuleCommand("tax", "TX003", milder), Cancellation);
        Assert.True(changed.IsAccepted, $"{changed.Rejection?.Message} {string.Join("; ", changed.Rejection?.Problems.Select(p => $"{p.Path} {p.Message}") ?? [])}");
    }

    [Fact]
    public async Task Template_that_is_installed_while_a_checked_change_is_published_overwrites_nothing_of_it()
    {
        await using var work = await CustomsAsync();
        var admin = work.Person("admin", Actor.AdministratorRole);
        var opened = await RequestedAsync(work);
        await CompleteAsync(work, opened, "draft", "analyst", "submit", Trial());
        await CompleteAsync(work, opened, "review", "checker", "send-back", [], "again");
        var set = await SetAsync(work);
        var published = new List<long?>();
        var store = new CountedStore(work.Get<IReleaseStore>(), async () =>
        {
            if (published.Count == 0)
            {
                published.Add((await PublishAsync(work, opened, Asked(set, 1, "analyst", "checker"))).Revision);
            }
        });
        var package = TemplateFolder.Read(Repository.PathOf("templates/customs-rules")).Value!;
        var newer = Artefact.Of(ArtefactKind.RuleSet, "tax", RuleSetJson.Write(set.Index.Definition with { Rules = [.. set.Index.Definition.Rules.Skip(1)], Tests = [] }));
        var upgrade = new InstallTemplate(store, work.Get<PublishRelease>(), work.Get<IPeopleStore>(), work.Get<IDirectory>(), work.Time);

        var installed = await upgrade.HandleAsync(
            admin, new InstallTemplateCommand(package with { Artefacts = [.. package.Artefacts.Select(a => a is { Kind: ArtefactKind.RuleSet, Key: "tax" } ? newer : a)] }), Cancellation);

        Assert.True(installed.IsAccepted, installed.Rejection?.Message);
        Assert.Equal([2], published);
        Assert.Equal((3, "RuleSet/tax"), (installed.Value.Revision, Assert.Single(installed.Value.Kept)));
        Assert.Contains((await SetAsync(work)).Index.Definition.Rules, r => r.Id == "TX003@20260630");
    }

    [Fact]
    public async Task Other_artefacts_are_published_beside_a_guarded_set()
    {
        await using var work = await CustomsAsync();
        var admin = work.Person("admin", Actor.AdministratorRole);

        var imported = await work.Get<ExchangeLists>().ImportAsync(admin, "admission", "watched-firms", "watched-firms\n91310000MA1FL07732\n"u8.ToArray(), SheetFormat.Csv, null, Cancellation);

        Assert.True(imported.IsAccepted, imported.Rejection?.Message);
    }
}
