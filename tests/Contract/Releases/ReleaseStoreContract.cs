using System.Text;
using LowCode.Definitions.Releases;
using LowCode.Tests.Contract.Instances;
using LowCode.Work.Releases;
using Xunit;

namespace LowCode.Tests.Contract.Releases;

/// <summary>A release is one set: it is there as a whole or not at all, and one publisher at a time follows a release.</summary>
public abstract class ReleaseStoreContract : StoreContract
{
    private IReleaseStore Releases => Store.Get<IReleaseStore>();

    [Fact]
    public async Task Release_is_read_as_it_was_published()
    {
        var form = Artefact.Of(ArtefactKind.Form, "report", Encoding.UTF8.GetBytes("{}"));

        Assert.Equal(0, await Releases.RevisionAsync(Burst.Tenant, Cancellation));
        Assert.True(await Releases.PublishAsync(Write(0, form), Cancellation));

        Assert.Equal(1, await Releases.RevisionAsync(Burst.Tenant, Cancellation));
        Assert.Equal([new ReleaseItem(ArtefactKind.Form, "report", form.Hash)], await Releases.ItemsAsync(Burst.Tenant, 1, Cancellation));
        var read = await Releases.ArtefactAsync(Burst.Tenant, form.Hash, Cancellation);
        Assert.Equal(form.Content.ToArray(), read!.Content.ToArray());
        Assert.Equal(("report", ArtefactKind.Form), (read.Key, read.Kind));
    }

    [Fact]
    public async Task Release_is_found_by_what_it_brought_who_made_it_and_its_note()
    {
        var (first, second) = (Artefact.Of(ArtefactKind.RuleSet, "tax", [1]), Artefact.Of(ArtefactKind.RuleSet, "tax", [2]));
        await Releases.PublishAsync(Write(0, first), Cancellation);
        await Releases.PublishAsync(Write(1, second) with { CreatedBy = "li", Note = "case 7" }, Cancellation);
        await Releases.PublishAsync(Write(2, second) with { CreatedBy = "li", Note = "case 7" }, Cancellation);

        Task<long?> Find(Artefact artefact, string by = "li", string note = "case 7", long since = 1) =>
            Releases.PublishedInAsync(Burst.Tenant, new ReleaseItem(artefact.Kind, artefact.Key, artefact.Hash), by, note, since, Cancellation);

        Assert.Equal((2, 3), (await Find(second), await Find(second, since: 2)));
        Assert.Equal((null, null, null, null), (await Find(first), await Find(second, by: "wang"), await Find(second, note: "case 8"), await Find(second, since: 3)));
    }

    [Fact]
    public async Task One_of_many_publishers_follows_a_release()
    {
        var published = await Task.WhenAll(Enumerable.Range(0, 10).Select(i =>
            Releases.PublishAsync(Write(0, Artefact.Of(ArtefactKind.Form, "report", [(byte)i])), Cancellation)));

        Assert.Single(published, p => p);
        Assert.Equal(1, await Releases.RevisionAsync(Burst.Tenant, Cancellation));
        Assert.Equal(1, Store.Count("artefact"));
    }

    [Fact]
    public async Task Release_that_names_an_artefact_that_is_not_there_is_not_published_at_all()
    {
        var known = Artefact.Of(ArtefactKind.Form, "report", [1]);
        var release = Write(0, known);
        release = release with { Items = [.. release.Items, new ReleaseItem(ArtefactKind.Form, "missing", new ContentHash("nowhere"))] };

        await Assert.ThrowsAnyAsync<Exception>(() => Releases.PublishAsync(release, Cancellation));

        Assert.Equal(0, await Releases.RevisionAsync(Burst.Tenant, Cancellation));
        Assert.Equal(0, Store.Count("release") + Store.Count("release_item") + Store.Count("artefact"));
    }

    [Fact]
    public async Task All_versions_of_a_key_are_known_the_newest_first()
    {
        var first = Artefact.Of(ArtefactKind.Workflow, "report", [1]);
        var second = Artefact.Of(ArtefactKind.Workflow, "report", [2]);
        await Releases.PublishAsync(Write(0, first, Artefact.Of(ArtefactKind.Workflow, "other", [3]), Artefact.Of(ArtefactKind.Form, "report", [4])), Cancellation);
        await Releases.PublishAsync(Write(1, second) with { CreatedAt = Burst.Noon.AddDays(1) }, Cancellation);

        Assert.Equal([second.Hash, first.Hash], await Releases.VersionsAsync(Burst.Tenant, ArtefactKind.Workflow, "report", Cancellation));
        Assert.Empty(await Releases.VersionsAsync(Burst.OtherTenant, ArtefactKind.Workflow, "report", Cancellation));
        Assert.Equal(["other", "report"], await Releases.KeysAsync(Burst.Tenant, ArtefactKind.Workflow, Cancellation));
        Assert.Empty(await Releases.KeysAsync(Burst.OtherTenant, ArtefactKind.Workflow, Cancellation));
    }

    [Fact]
    public async Task What_a_template_brought_last_is_remembered()
    {
        var first = Artefact.Of(ArtefactKind.Form, "report", [1]);
        var second = Artefact.Of(ArtefactKind.Form, "report", [2]);
        await Releases.PublishAsync(FromTemplate(Write(0, first)), Cancellation);
        await Releases.PublishAsync(FromTemplate(Write(1, second)), Cancellation);

        Assert.Equal([new ReleaseItem(ArtefactKind.Form, "report", second.Hash)], await Releases.TemplateItemsAsync(Burst.Tenant, "dispatch", Cancellation));
        Assert.Empty(await Releases.TemplateItemsAsync(Burst.Tenant, "other", Cancellation));
    }

    [Fact]
    public async Task Releases_of_tenants_are_apart_even_where_their_content_is_the_same()
    {
        var form = Artefact.Of(ArtefactKind.Form, "report", [1]);
        await Releases.PublishAsync(FromTemplate(Write(0, form)), Cancellation);

        Assert.Equal(0, await Releases.RevisionAsync(Burst.OtherTenant, Cancellation));
        Assert.Empty(await Releases.ItemsAsync(Burst.OtherTenant, 1, Cancellation));
        Assert.Null(await Releases.ArtefactAsync(Burst.OtherTenant, form.Hash, Cancellation));
        Assert.Empty(await Releases.TemplateItemsAsync(Burst.OtherTenant, "dispatch", Cancellation));
        Assert.True(await Releases.PublishAsync(Write(0, form) with { Tenant = Burst.OtherTenant }, Cancellation));
    }

    private static ReleaseWrite Write(long expected, params Artefact[] artefacts) => new(
        Burst.Tenant, expected, Burst.Noon, "anna", "note", artefacts, [.. artefacts.Select(a => new ReleaseItem(a.Kind, a.Key, a.Hash))]);

    private static ReleaseWrite FromTemplate(ReleaseWrite release) =>
        release with { TemplateId = "dispatch", TemplateVersion = "1", TemplateItems = release.Items };
}
