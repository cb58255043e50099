using System.Text;
using System.Text.Json.Nodes;
using LowCode.Definitions.Releases;
using LowCode.Work;
using LowCode.Work.Cases;
using LowCode.Work.Evaluations;
using LowCode.Work.Handling;
using LowCode.Work.Instances;
using LowCode.Work.People;
using LowCode.Work.Releases;
using Xunit;

namespace LowCode.Tests.Component.Work;

/// <summary>What the process of a case decided is told later, with why, to whoever may see it.</summary>
public sealed class CaseDecisionTests
{
    public const string Phone = "13812340000";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_decision_is_explained_by_the_release_and_the_values_of_then()
    {
        await using var work = await DecidedAsync(isSensitive: false);
        var opened = await OpenAsync(work);
        await PublishAsync(work, Model("1000"));
        work.Time.Advance(TimeSpan.FromDays(40));

        var line = Assert.Single((await work.Get<ReadDecisions>().HandleAsync(Administrator(work), opened.Number, Cancellation)).Value!.Lines);
        var explained = (await work.Get<ExplainDecision>().HandleAsync(Administrator(work), opened.Number, line.Made.Place, Cancellation)).Value!;

        Assert.Equal(("由谁审批", "\"处长 2026-11-24\""), (Assert.IsType<MadeDecision.ByModel>(line.Made).Decision, line.Result));
        Assert.Equal([("金额", "250"), ("phone", $"\"{Phone}\"")], line.Inputs);
        Assert.True(explained.IsSame && !line.IsHidden && !explained.IsHidden);
        var table = explained.Explanation.Single().Parts.Single().Table!;
        Assert.Equal([false, true], table.Rules.Select(r => r.Matches));
        Assert.Contains("250", table.Rules[1].Cells[0].Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_decision_by_a_date_of_no_type_is_explained_with_the_date()
    {
        var decide = JsonNode.Parse("""
            {
              "id": "decide", "name": "decide", "type": "LowCode.Decide", "version": 1,
              "model": { "typeName": "String", "expression": { "type": "Literal", "value": "期限" } },
              "decision": { "typeName": "String", "expression": { "type": "Literal", "value": "年份" } },
              "inputs": { "到期": { "type": "JavaScript", "value": "new Date(Date.UTC(2026, 2, 1))" } }
            }
            """)!;
        await using var work = await DecidedAsync(isSensitive: false, decide, null, Json(ArtefactKind.Decision, "期限", """
            <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="期限" namespace="urn:due">
              <inputData name="到期" id="i1"/>
              <decision name="年份" id="d1">
                <informationRequirement><requiredInput href="#i1"/></informationRequirement>
                <literalExpression><text>if 到期 instance of date and time then 到期.year else "text"</text></literalExpression>
              </decision>
            </definitions>
            """));
        var opened = await OpenAsync(work);

        var line = Assert.Single((await work.Get<ReadDecisions>().HandleAsync(Administrator(work), opened.Number, Cancellation)).Value!.Lines);
        var explained = (await work.Get<ExplainDecision>().HandleAsync(Administrator(work), opened.Number, line.Made.Place, Cancellation)).Value!;

        Assert.Equal("2026", line.Result);
        Assert.True(explained.IsSame);
        Assert.Equal("2026", explained.Explanation.Single().Value.ToString());
    }

    [Fact]
    public async Task Values_that_the_reader_may_not_see_of_the_case_are_not_told_by_its_decisions()
    {
        await using var work = await DecidedAsync(isSensitive: true);
        var opened = await OpenAsync(work);

        var line = Assert.Single((await work.Get<ReadDecisions>().HandleAsync(Administrator(work), opened.Number, Cancellation)).Value!.Lines);
        var explained = (await work.Get<ExplainDecision>().HandleAsync(Administrator(work), opened.Number, line.Made.Place, Cancellation)).Value!;
        var seen = (await work.Get<ReadDecisions>().HandleAsync(Administrator(work) with { Roles = [Actor.AdministratorRole, "acceptor"] }, opened.Number, Cancellation)).Value!;

        Assert.Equal([("金额", "250"), ("phone", "****")], line.Inputs);
        Assert.True(line.IsHidden && explained.IsHidden && explained.IsSame);
        var table = explained.Explanation.Single().Parts.Single().Table!;
        Assert.Equal([false, true], table.Rules.Select(r => r.Matches));
        Assert.All(table.Inputs, i => Assert.Equal("****", i.Value.AsString));
        Assert.All(table.Rules.SelectMany(r => r.Cells), c => Assert.Equal("", c.Why));
        Assert.Equal([("金额", "250"), ("phone", $"\"{Phone}\"")], Assert.Single(seen.Lines).Inputs);
    }

    [Fact]
    public async Task Journal_and_variables_of_a_process_mask_what_the_reader_may_not_see_of_its_case()
    {
        await using var work = await DecidedAsync(isSensitive: true);
        var opened = await OpenAsync(work);

        async Task<string> ToldAsync(Actor actor)
        {
            var journal = (await work.Get<ReadInstances>().JournalAsync(actor, opened.InstanceId, new PageRequest(0, 50), Cancellation)).Value!;
            var state = (await work.Get<ReadInstance>().HandleAsync(actor, opened.InstanceId, Cancellation)).Value!;
            return string.Concat(journal.Rows.Select(r => r.Entries.ToJsonString()).Append(state.Variables.ToJsonString()).Append(state.Input.ToJsonString()));
        }

        Assert.DoesNotContain(Phone, await ToldAsync(Administrator(work)), StringComparison.Ordinal);
        Assert.Contains(Phone, await ToldAsync(Administrator(work) with { Roles = [Actor.AdministratorRole, "acceptor"] }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_administrators_are_told_and_only_what_was_decided()
    {
        await using var work = await DecidedAsync(isSensitive: false);
        var opened = await OpenAsync(work);
        var place = (await work.Get<ReadDecisions>().HandleAsync(Administrator(work), opened.Number, Cancellation)).Value!.Lines[0].Made.Place;
        var handler = work.Person("h", "handler");

        Assert.Equal("instance.forbidden", (await work.Get<ReadDecisions>().HandleAsync(handler, opened.Number, Cancellation)).Rejection!.Code);
        Assert.Equal("instance.forbidden", (await work.Get<ExplainDecision>().HandleAsync(handler, opened.Number, place, Cancellation)).Rejection!.Code);
        Assert.Equal("case.not-found", (await work.Get<ReadDecisions>().HandleAsync(Administrator(work), "M999", Cancellation)).Rejection!.Code);
        Assert.Equal("decisions.not-made", (await work.Get<ExplainDecision>().HandleAsync(Administrator(work), opened.Number, place with { Entry = 999 }, Cancellation)).Rejection!.Code);
    }

    [Fact]
    public async Task What_rules_found_is_told_with_the_name_that_people_gave_the_set()
    {
        await using var work = await JudgedAsync(isSensitive: false);
        var opened = await OpenAsync(work);

        var lines = (await work.Get<ReadDecisions>().HandleAsync(Administrator(work), opened.Number, Cancellation)).Value!.Lines;

        var line = Assert.Single(lines);
        var made = Assert.IsType<MadeDecision.ByRules>(line.Made);
        Assert.Contains(line.By, new[] { "安全准入", "Admission" });
        Assert.Equal(("admission", "R1", "HOLD", 9), (made.RuleSet, Assert.Single(made.Hits), made.Action, made.Score));
    }

    [Fact]
    public async Task Why_rules_held_is_told_from_the_recorded_document_by_the_set_of_then()
    {
        await using var work = await JudgedAsync(isSensitive: false);
        var opened = await OpenAsync(work);
        await PublishAsync(work, Rules(5));
        var place = (await work.Get<ReadDecisions>().HandleAsync(Administrator(work), opened.Number, Cancellation)).Value!.Lines[0].Made.Place;

        var explained = (await work.Get<ExplainVerdict>().HandleAsync(Administrator(work), opened.Number, place, Cancellation)).Value!;

        Assert.Equal((true, false), (explained.IsSame, explained.IsHidden));
        var reason = Assert.Single(explained.Reasons);
        Assert.Equal(("R1", "all"), (reason.Rule.Id, reason.Condition.Condition));
        Assert.Equal([("""{"f":"p.kg","op":"lt","v":4}""", true, "3"), ("""{"f":"p.tel","op":"notNull"}""", true, $"\"{Phone}\"")], reason.Condition.Parts.Select(c => (c.Condition, c.Holds, c.Value)));
    }

    [Fact]
    public async Task Verdict_of_what_the_reader_may_not_see_is_explained_without_values()
    {
        await using var work = await JudgedAsync(isSensitive: true);
        var opened = await OpenAsync(work);
        var line = (await work.Get<ReadDecisions>().HandleAsync(Administrator(work), opened.Number, Cancellation)).Value!.Lines[0];

        var explained = (await work.Get<ExplainVerdict>().HandleAsync(Administrator(work), opened.Number, line.Made.Place, Cancellation)).Value!;

        Assert.Equal((true, true), (line.IsHidden, explained.IsHidden));
        Assert.Equal(
            [("""{"f":"p.kg","op":"lt","v":"****"}""", true, "****"), ("""{"f":"p.tel","op":"notNull"}""", true, "****")],
            explained.Reasons[0].Condition.Parts.Select(c => (c.Condition, c.Holds, c.Value)));
    }

    [Fact]
    public async Task Value_that_the_case_had_when_it_was_judged_is_hidden_when_it_has_another_by_now()
    {
        await using var work = await JudgedAsync(isSensitive: true, JsonNode.Parse("""
            {"id": "update", "name": "update", "type": "LowCode.UpdateCase", "version": 1,
             "data": {"typeName": "JSON", "expression": {"type": "Feel", "value": "{tel: \"13900001111\"}"}}}
            """));
        var opened = await OpenAsync(work);

        var line = (await work.Get<ReadDecisions>().HandleAsync(Administrator(work), opened.Number, Cancellation)).Value!.Lines[0];
        var explained = (await work.Get<ExplainVerdict>().HandleAsync(Administrator(work), opened.Number, line.Made.Place, Cancellation)).Value!;

        Assert.NotEqual(Phone, (string?)(await work.Get<ReadCases>().GetAsync(Actor.System(work.Tenant), opened.Number, Cancellation)).Value!.Data["tel"]);
        Assert.Equal((true, true), (line.IsHidden, explained.IsHidden));
    }

    [Fact]
    public async Task Draft_is_not_tried_on_documents_that_hold_what_the_reader_may_not_see()
    {
        await using var work = await JudgedAsync(isSensitive: true);
        await OpenAsync(work);
        var asks = new ReplayCommand("admission", Encoding.UTF8.GetBytes($$$"""{"id":"R1","action":"HOLD","when":{"f":"p.tel","op":"eq","v":"{{{Phone}}}"}}"""), "R1", 100);

        var blind = (await work.Get<ReplayEvaluations>().HandleAsync(Administrator(work), asks, Cancellation)).Value!;
        var seeing = (await work.Get<ReplayEvaluations>().HandleAsync(Administrator(work) with { Roles = [Actor.AdministratorRole, "acceptor"] }, asks, Cancellation)).Value!;

        Assert.Equal((0, 1), (blind.Evaluations, blind.Hidden));
        Assert.Empty(blind.Different);
        Assert.Equal((1, 0), (seeing.Evaluations, seeing.Hidden));
    }

    [Fact]
    public async Task Verdict_is_explained_to_administrators_alone_and_only_where_it_was_made()
    {
        await using var work = await JudgedAsync(isSensitive: false);
        var opened = await OpenAsync(work);
        var place = (await work.Get<ReadDecisions>().HandleAsync(Administrator(work), opened.Number, Cancellation)).Value!.Lines[0].Made.Place;
        var explain = work.Get<ExplainVerdict>();

        Assert.Equal("instance.forbidden", (await explain.HandleAsync(work.Person("h", "handler"), opened.Number, place, Cancellation)).Rejection!.Code);
        Assert.Equal("decisions.not-made", (await explain.HandleAsync(Administrator(work), opened.Number, place with { Entry = 999 }, Cancellation)).Rejection!.Code);
    }

    /// <summary>A case whose process judged a parcel with the case's phone by a rule set.</summary>
    internal static Task<TestWork> JudgedAsync(bool isSensitive, JsonNode? then = null) => DecidedAsync(
        isSensitive,
        JsonNode.Parse("""
            {
              "id": "judge", "name": "judge", "type": "LowCode.Decide", "version": 1,
              "ruleSet": { "typeName": "String", "expression": { "type": "Literal", "value": "admission" } },
              "document": { "typeName": "Object", "expression": { "type": "Feel", "value": "{p: {no: \"1\", day: \"2026-11-24\", kg: 3, tel: phone}}" } }
            }
            """)!,
        then,
        Rules(4));

    private static Artefact Rules(int limit) => Json(ArtefactKind.RuleSet, "admission", $$$"""
        {
          "ruleSetId": "admission", "name": {"zh-CN": "安全准入", "en": "Admission"},
          "document": {"documentId": "parcel", "number": "p.no", "date": "p.day", "fields": [
            {"name": "p.no", "kind": "text"}, {"name": "p.day", "kind": "date"}, {"name": "p.kg", "kind": "number"}, {"name": "p.tel", "kind": "text"}]},
          "rules": [
            {"id": "R1", "name": "轻件", "action": "HOLD", "score": 9, "when": {"all": [{"f": "p.kg", "op": "lt", "v": {{{limit}}}}, {"f": "p.tel", "op": "notNull"}]}},
            {"id": "R2", "action": "NOTE", "score": 1, "when": {"f": "p.kg", "op": "gt", "v": 100}}]
        }
        """);

    internal static async Task<TestWork> DecidedAsync(bool isSensitive, JsonNode? activity = null, JsonNode? then = null, params Artefact[] more)
    {
        var work = await TestWork.EmptyAsync();
        var decide = activity ?? JsonNode.Parse("""
            {
              "id": "decide", "name": "decide", "type": "LowCode.Decide", "version": 1,
              "model": { "typeName": "String", "expression": { "type": "Literal", "value": "审批" } },
              "decision": { "typeName": "String", "expression": { "type": "Literal", "value": "由谁审批" } },
              "inputs": { "金额": { "type": "Feel", "value": "50 * 5" } }
            }
            """)!;
        var process = Processes.Sequence("parent", [decide, .. then is null ? Array.Empty<JsonNode>() : [then], ChildCaseTests.Task("last")]).WithVariable("phone", "String", Phone);
        Artefact[] artefacts =
        [
            .. more,
            Model("100"),
            Json(ArtefactKind.Workflow, "parent", process.ToJsonString()),
            Json(ArtefactKind.Form, "form", $$$"""
                {
                  "$format": "lowcode.form/1", "formId": "form", "title": {"zh-CN": "表单", "en": "Form"},
                  "fields": [
                    {"id": "f_title", "key": "title", "type": "text", "label": {"zh-CN": "标题", "en": "Title"}},
                    {"id": "f_tel", "key": "tel", "type": "phone", "label": {"zh-CN": "电话", "en": "Phone"}, "sensitivity": "{{{(isSensitive ? "personal" : "normal")}}}"}],
                  "sections": [], "nodeRules": {"report": {"title": "required", "tel": "write"}},
                  "privacy": {"seenBy": ["acceptor"], "revealedBy": []}
                }
                """),
            Json(ArtefactKind.CaseType, "matter", """
                {
                  "$format": "lowcode.casetype/1", "caseTypeId": "matter", "name": {"zh-CN": "事项", "en": "Matter"},
                  "process": "parent", "numberPattern": "M{seq:3}", "forms": {"report": "form"}, "reportStep": "report", "publicStep": null,
                  "fields": {"title": "title", "class": null, "department": null, "address": null, "position": null, "reporterName": null, "reporterPhone": null, "channel": null},
                  "statuses": [{"key": "open", "label": {"zh-CN": "办理中", "en": "Open"}, "phase": "open", "colour": "info"}],
                  "stages": []
                }
                """),
        ];
        await PublishAsync(work, artefacts);
        return work;
    }

    internal static async Task<OpenedCase> OpenAsync(TestWork work)
    {
        var data = new JsonObject { ["title"] = "Pothole", ["tel"] = Phone };
        var opened = await work.Get<OpenCase>().HandleAsync(Administrator(work), new OpenCaseCommand("matter", data, "open"), Cancellation);
        Assert.True(opened.IsAccepted, opened.Rejection?.Message);
        return opened.Value;
    }

    private static Artefact Model(string limit) => Json(ArtefactKind.Decision, "审批", $"""
        <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="审批" namespace="urn:approval">
          <inputData name="金额" id="i1"><variable name="金额" typeRef="number"/></inputData>
          <inputData name="phone" id="i2"/>
          <decision name="由谁审批" id="d1">
            <informationRequirement><requiredInput href="#i1"/></informationRequirement>
            <informationRequirement><requiredInput href="#i2"/></informationRequirement>
            <decisionTable hitPolicy="UNIQUE">
              <input><inputExpression><text>金额</text></inputExpression></input>
              <input><inputExpression><text>substring(phone, 1, 3)</text></inputExpression></input>
              <output/>
              <rule><inputEntry><text>&lt; {limit}</text></inputEntry><inputEntry><text>-</text></inputEntry><outputEntry><text>"科长"</text></outputEntry></rule>
              <rule><inputEntry><text>&gt;= {limit}</text></inputEntry><inputEntry><text>"138"</text></inputEntry><outputEntry><text>"处长 " + string(today())</text></outputEntry></rule>
            </decisionTable>
          </decision>
        </definitions>
        """);

    private static Artefact Json(ArtefactKind kind, string key, string content) => Artefact.Of(kind, key, Encoding.UTF8.GetBytes(content));

    private static Actor Administrator(TestWork work) => work.Person("admin", Actor.AdministratorRole);

    private static async Task PublishAsync(TestWork work, params Artefact[] artefacts)
    {
        var answer = await work.Get<PublishRelease>().HandleAsync(Actor.System(work.Tenant), new PublishReleaseCommand(artefacts, "test"), Cancellation);
        Assert.True(answer.IsAccepted, string.Join("; ", answer.Rejection?.Problems.Select(p => $"{p.Path} {p.Message}") ?? []));
    }
}
