using System.Text;
using LowCode.Definitions.Releases;
using LowCode.Definitions.Templates;
using LowCode.Work;
using LowCode.Work.People;
using LowCode.Work.Releases;
using Xunit;

namespace LowCode.Tests.Component.Work;

/// <summary>Publishing and installing: all of it or nothing, every problem told, nothing of the tenant's own lost.</summary>
public sealed class ReleaseTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Release_with_errors_is_not_published_and_all_of_them_are_told()
    {
        await using var work = await TestWork.WithTemplateAsync();
        var caseType = Package().Artefacts.Single(a => a.Kind == ArtefactKind.CaseType);
        var broken = Changed(caseType, "\"process\": \"event-dispatch\"", "\"process\": \"no-such-process\"");
        broken = Changed(broken, "\"accept\": \"accept\"", "\"accept\": \"no-such-form\"");

        var answer = await PublishAsync(work, broken);

        Assert.Equal("release.invalid", answer.Rejection?.Code);
        Assert.Equal(["release.unknown-form", "release.unknown-process"], answer.Rejection!.Problems.Select(p => p.Code).Order());
        Assert.Equal(1, (await CurrentAsync(work)).Revision);
    }

    [Fact]
    public async Task Dictionaries_that_columns_and_expressions_of_a_form_name_must_be_there()
    {
        await using var work = await TestWork.EmptyAsync();
        var form = TestWork.Json(
            """
            {"$format": "lowcode.form/1", "formId": "trip", "title": {"zh-CN": "行程"}, "nodeRules": {}, "fields": [
              {"id": "f_country", "key": "country", "type": "text", "label": {"zh-CN": "国家"}},
              {"id": "f_visa", "key": "visa", "type": "text", "label": {"zh-CN": "签证"}, "rules": {"relevant": "code offered(\"nations\", country)", "required": "code below(day: null, dictionary: \"regions\", code: country, ancestor: \"EU\")"}},
              {"id": "f_stops", "key": "stops", "type": "table", "label": {"zh-CN": "停留"}, "columns": [
                {"id": "f_port", "key": "port", "type": "code", "label": {"zh-CN": "口岸"}, "dictionary": "ports"},
                {"id": "f_name", "key": "name", "type": "text", "label": {"zh-CN": "名称"}, "rules": {"calculation": "code name(country, port)"}}]}]}
            """);

        var answer = await PublishAsync(work, Artefact.Of(ArtefactKind.Form, "trip", Encoding.UTF8.GetBytes(form.ToJsonString())));

        Assert.Equal(
            [
                "Form/trip#/fields/1/rules/relevant nations", "Form/trip#/fields/1/rules/required regions", "Form/trip#/fields/2/columns/0/dictionary ports",
            ],
            answer.Rejection!.Problems.Select(p => $"{p.Path} {NamedIn(p.Message)}").Order(StringComparer.Ordinal));
        Assert.All(answer.Rejection.Problems, p => Assert.Equal("release.unknown-dictionary", p.Code));
    }

    private static string NamedIn(string message) => new[] { "nations", "regions", "ports" }.FirstOrDefault(n => message.Contains(n, StringComparison.Ordinal)) ?? message;

    [Fact]
    public async Task Workflow_that_cannot_be_read_is_told_with_its_path()
    {
        await using var work = await TestWork.WithTemplateAsync();

        var answer = await PublishAsync(work, Artefact.Of(ArtefactKind.Workflow, "broken", Encoding.UTF8.GetBytes("{")));

        Assert.StartsWith("Workflow/broken#", Assert.Single(answer.Rejection!.Problems).Path, StringComparison.Ordinal);
        Assert.Equal(1, (await CurrentAsync(work)).Revision);
    }

    [Fact]
    public async Task Workflow_with_an_activity_that_nobody_can_run_is_refused_by_name()
    {
        await using var work = await TestWork.EmptyAsync();
        var robot = Processes.Event("robot", "e");
        robot["type"] = "Acme.Robot";
        var process = Processes.Sequence("p", robot);

        var answer = await PublishAsync(work, Artefact.Of(ArtefactKind.Workflow, "p", Encoding.UTF8.GetBytes(process.ToJsonString())));

        var problem = Assert.Single(answer.Rejection!.Problems);
        Assert.Equal("Workflow/p#/root/activities/0/type", problem.Path);
        Assert.Contains("Acme.Robot", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_author_may_not_have_meant_is_told_with_the_publication()
    {
        await using var work = await TestWork.EmptyAsync();
        var process = Processes.Sequence("p", Processes.Event("waits", "e"));
        process["root"]!["type"] = "Elsa.Flowchart";
        process["root"]!["connections"] = new System.Text.Json.Nodes.JsonArray(TestWork.Json("""{"source": {"activity": "waits"}, "target": {"activity": "gone"}}"""));

        var answer = await PublishAsync(work, Artefact.Of(ArtefactKind.Workflow, "p", Encoding.UTF8.GetBytes(process.ToJsonString())));

        Assert.Equal("Workflow/p#/root/connections/0", Assert.Single(answer.Value!.Warnings).Path);
    }

    [Fact]
    public async Task Document_under_a_key_that_it_does_not_carry_is_refused()
    {
        await using var work = await TestWork.WithTemplateAsync();
        var form = Form();

        var answer = await PublishAsync(work, Artefact.Of(ArtefactKind.Form, "another", form.Content.ToArray()));

        Assert.Equal("release.bad-key", Assert.Single(answer.Rejection!.Problems).Code);
    }

    [Theory]
    [InlineData("\"key\": \"description\",\n      \"type\": \"longText\"", "\"key\": \"description\",\n      \"type\": \"richText\"", "form-version.type")]
    [InlineData("\"id\": \"f_description\"", "\"id\": \"f_other\"", "form-version.key-taken form-version.removed")]
    public async Task Form_that_would_make_records_unreadable_is_refused(string from, string to, string expected)
    {
        await using var work = await TestWork.WithTemplateAsync();

        var answer = await PublishAsync(work, Changed(Form(), from, to));

        Assert.Equal(expected, string.Join(' ', answer.Rejection!.Problems.Select(p => p.Code).Order(StringComparer.Ordinal)));
        Assert.All(answer.Rejection.Problems, p => Assert.StartsWith("Form/report#/fields/", p.Path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Form_that_may_refuse_what_was_good_is_published_with_a_warning()
    {
        await using var work = await TestWork.WithTemplateAsync();

        var answer = await PublishAsync(work, Changed(Form(), "\"maxLength\": 1000", "\"maxLength\": 10"));

        Assert.Equal("form-version.limit", Assert.Single(answer.Value!.Warnings, w => w.Path.StartsWith("Form/", StringComparison.Ordinal)).Code);
    }

    [Fact]
    public async Task Publishing_what_is_current_makes_no_release()
    {
        await using var work = await TestWork.WithTemplateAsync();

        var answer = await PublishAsync(work, Form());

        Assert.Equal(new PublishedRelease(1, IsNew: false), answer.Value);
    }

    [Fact]
    public async Task Publishing_on_top_of_a_release_that_is_not_current_any_more_is_refused()
    {
        await using var work = await TestWork.WithTemplateAsync();
        await PublishAsync(work, Own(Form()));

        var answer = await work.Get<PublishRelease>().HandleAsync(
            Actor.System(work.Tenant), new PublishReleaseCommand([Form()], "late", Expected: 1), Cancellation);

        Assert.Equal("release.stale", answer.Rejection?.Code);
    }

    [Fact]
    public async Task Only_an_administrator_publishes()
    {
        await using var work = await TestWork.WithTemplateAsync();

        var answer = await work.Get<PublishRelease>().HandleAsync(
            work.Person("acceptor", "acceptor"), new PublishReleaseCommand([Form()], "mine"), Cancellation);

        Assert.Equal(RejectionKind.Forbidden, answer.Rejection?.Kind);
    }

    [Fact]
    public async Task Template_installed_twice_changes_nothing()
    {
        await using var work = await TestWork.WithTemplateAsync();

        var again = await InstallAsync(work, Package());

        Assert.Equal((1, false), (again.Revision, again.IsNew));
        Assert.Empty(again.Kept);
    }

    [Fact]
    public async Task Newer_template_keeps_what_the_tenant_changed_and_replaces_the_rest()
    {
        await using var work = await TestWork.WithTemplateAsync();
        var own = Own(Form());
        await PublishAsync(work, own);
        var newer = Package() with { Artefacts = [.. Package().Artefacts.Select(a => a.Kind is ArtefactKind.Form or ArtefactKind.Dictionary ? Changed(a, "\"en\": \"", "\"en\": \"New ") : a)] };

        var installed = await InstallAsync(work, newer);

        Assert.True(installed.IsNew);
        Assert.Equal(["Form/report"], installed.Kept);
        var current = await CurrentAsync(work);
        Assert.Equal(own.Hash, current.FormHash("report"));
        Assert.Equal(newer.Artefacts.Single(a => a.Key == "verify").Hash, current.FormHash("verify"));

        // And again: the tenant's own is still the tenant's own.
        Assert.False((await InstallAsync(work, newer)).IsNew);
        Assert.Equal(own.Hash, (await CurrentAsync(work)).FormHash("report"));
    }

    private static TemplatePackage Package() => TemplateFolder.Read(Repository.PathOf("templates/event-dispatch")).Value!;

    private static Artefact Form() => Package().Artefacts.Single(a => a is { Kind: ArtefactKind.Form, Key: "report" });

    private static Artefact Own(Artefact artefact) => Changed(artefact, "\"en\": \"", "\"en\": \"Our ");

    private static Artefact Changed(Artefact artefact, string from, string to)
    {
        var text = Encoding.UTF8.GetString(artefact.Content.Span);
        Assert.Contains(from, text, StringComparison.Ordinal);
        return Artefact.Of(artefact.Kind, artefact.Key, Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal)));
    }

    private static Task<Result<PublishedRelease>> PublishAsync(TestWork work, params Artefact[] artefacts) =>
        work.Get<PublishRelease>().HandleAsync(Actor.System(work.Tenant), new PublishReleaseCommand(artefacts, "test"), Cancellation);

    private static async Task<InstalledTemplate> InstallAsync(TestWork work, TemplatePackage package)
    {
        var answer = await work.Get<InstallTemplate>().HandleAsync(Actor.System(work.Tenant), new InstallTemplateCommand(package), Cancellation);
        Assert.True(answer.IsAccepted, string.Join("; ", answer.Rejection?.Problems.Select(p => $"{p.Path} {p.Message}") ?? []));
        return answer.Value;
    }

    private static ValueTask<ReleaseView> CurrentAsync(TestWork work) => work.Get<PublishedDefinitions>().CurrentAsync(work.Tenant, Cancellation);
}
