using System.Text;
using System.Text.Json.Nodes;
using LowCode.Definitions.Releases;
using LowCode.Definitions.Templates;
using LowCode.Work;
using LowCode.Work.Handling;
using LowCode.Work.People;
using LowCode.Work.Releases;
using Xunit;

namespace LowCode.Tests.Component.Work;

/// <summary>A form is published anew while people fill it.</summary>
public sealed class FormVersionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Submission_is_checked_by_the_version_that_was_filled()
    {
        await using var work = await TestWork.WithTemplateAsync();
        var filled = (await work.Get<PublishedDefinitions>().CurrentAsync(work.Tenant, Cancellation)).FormHash("report")!.Value.Value;
        await PublishShorterAsync(work);

        var now = await OpenAsync(work, null, "1");
        var then = await OpenAsync(work, filled, "2");
        var never = await OpenAsync(work, "0123", "3");

        Assert.Equal("form.too-long", Assert.Single(now.Rejection!.Problems).Code);
        Assert.True(then.IsAccepted, then.Rejection?.Message);
        Assert.Equal("case.unknown-form-version", never.Rejection?.Code);
    }

    [Fact]
    public async Task Form_that_comes_back_after_it_was_withdrawn_is_compared_with_what_it_was()
    {
        await using var work = await TestWork.EmptyAsync();
        SensitiveTemplate.Demand(await PublishAsync(work, Form("extra", "count", "integer")));
        SensitiveTemplate.Demand(await work.Get<PublishRelease>().HandleAsync(
            Actor.System(work.Tenant), new PublishReleaseCommand([], "withdrawn") { Withdrawn = [(ArtefactKind.Form, "extra")] }, Cancellation));

        var other = await PublishAsync(work, Form("extra", "count", "date"));

        Assert.Equal(("Form/extra#/fields/0/type", "form-version.type"), (Assert.Single(other.Rejection!.Problems).Path, other.Rejection.Problems[0].Code));
        SensitiveTemplate.Demand(await PublishAsync(work, Form("extra", "count", "integer")));
    }

    [Fact]
    public async Task Key_with_two_types_in_the_forms_of_a_case_type_is_refused_with_both_forms()
    {
        await using var work = await TestWork.WithTemplateAsync();
        var source = TemplateFolder.Read(Repository.PathOf("templates/event-dispatch")).Value!.Artefacts.Single(a => a.Kind == ArtefactKind.CaseType);
        var caseType = JsonNode.Parse(source.Content.Span)!;
        caseType["forms"]!["extra"] = "extra";
        var changed = Artefact.Of(ArtefactKind.CaseType, source.Key, Encoding.UTF8.GetBytes(caseType.ToJsonString()));

        var refused = await PublishAsync(work, Form("extra", "title", "integer"), changed);

        var problem = Assert.Single(refused.Rejection!.Problems);
        Assert.Equal(("Form/extra#/fields/0/type", "release.two-types"), (problem.Path, problem.Code));
        Assert.All(["report", "text", "extra", "integer"], word => Assert.Contains(word, problem.Message, StringComparison.Ordinal));
        SensitiveTemplate.Demand(await PublishAsync(work, Form("extra", "title", "text"), changed));
    }

    private static Artefact Form(string id, string key, string type) => Artefact.Of(ArtefactKind.Form, id, Encoding.UTF8.GetBytes(
        $$$"""
        {"$format": "lowcode.form/1", "formId": "{{{id}}}", "title": {"zh-CN": "表"}, "sections": [], "nodeRules": {},
         "fields": [{"id": "f_{{{key}}}", "key": "{{{key}}}", "type": "{{{type}}}", "label": {"zh-CN": "{{{key}}}"}}]}
        """));

    private static Task<Result<PublishedRelease>> PublishAsync(TestWork work, params Artefact[] artefacts)
    {
        work.Time.Advance(TimeSpan.FromSeconds(1));
        return work.Get<PublishRelease>().HandleAsync(Actor.System(work.Tenant), new PublishReleaseCommand(artefacts, "test"), Cancellation);
    }

    private static async Task PublishShorterAsync(TestWork work)
    {
        var form = TemplateFolder.Read(Repository.PathOf("templates/event-dispatch")).Value!.Artefacts.Single(a => a is { Kind: ArtefactKind.Form, Key: "report" });
        var shorter = Encoding.UTF8.GetString(form.Content.Span).Replace("\"maxLength\": 1000", "\"maxLength\": 5", StringComparison.Ordinal);
        var published = await work.Get<PublishRelease>().HandleAsync(
            Actor.System(work.Tenant), new PublishReleaseCommand([Artefact.Of(ArtefactKind.Form, "report", Encoding.UTF8.GetBytes(shorter))], "shorter"), Cancellation);
        Assert.True(published.IsAccepted, published.Rejection?.Message);
    }

    private static Task<Result<OpenedCase>> OpenAsync(TestWork work, string? formHash, string operation)
    {
        JsonObject data = TestWork.Json(
            """
            {"title": "路面破损", "description": "人行道边路面破损", "classCode": "E-01-902", "grade": "IV", "address": "望澜路 18 号",
             "channel": "hotline", "reporterName": "张三", "reporterPhone": "13800000000"}
            """);
        return work.Get<OpenCase>().HandleAsync(
            work.Person("grid", "reporter", "ZHZX"), new OpenCaseCommand("event", data, operation) { FormHash = formHash }, Cancellation);
    }
}
