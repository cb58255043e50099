using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LowCode.Work.Access;
using Xunit;

namespace LowCode.Tests.Component.Http;

[Collection<HostCollection>]
public sealed class ExpressionsApiTests(RunningHost host)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Expression_is_tried_on_values_and_explained()
    {
        using var program = host.With(await host.KeyAsync(Scope.EvaluateRules));

        using var answer = await TryAsync(program, """{"expression": "金额 * (1 + 税率) > 5000", "variables": {"金额": 12800.5, "税率": 0.06}, "explain": true}""");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var trial = await answer.JsonAsync();
        Assert.True((bool)trial["value"]!);
        Assert.Equal(("true", "boolean"), ((string)trial["text"]!, (string)trial["type"]!));
        Assert.Equal(["税率", "金额"], trial["reads"]!.AsArray().Select(r => (string)r!));
        var product = trial["explanation"]!["parts"]![0]!;
        Assert.Equal(("金额 * (1 + 税率)", "13568.53"), ((string)product["text"]!, (string)product["value"]!));
    }

    [Fact]
    public async Task Values_may_be_a_context_of_FEEL_with_dates()
    {
        using var program = host.With(await host.KeyAsync(Scope.EvaluateRules));

        using var answer = await TryAsync(program, """{"expression": "提交日 + @\"P5D\"", "variables": "{提交日: @\"2026-03-01\"}"}""");

        var trial = await answer.JsonAsync();
        Assert.Equal(("2026-03-06", "date"), ((string)trial["value"]!, (string)trial["type"]!));
    }

    [Fact]
    public async Task What_is_wrong_has_its_place_and_a_text_in_the_readers_language()
    {
        using var program = host.With(await host.KeyAsync(Scope.EvaluateRules));

        using var answer = await TryAsync(program, """{"expression": "金额 > \"多\"", "variables": {"金额": 5}}""");

        var trial = await answer.JsonAsync();
        Assert.Null(trial["value"]);
        var problem = Assert.Single(trial["problems"]!.AsArray())!;
        Assert.Equal(("NotComparable", 0, 8), ((string)problem["code"]!, (int)problem["start"]!, (int)problem["length"]!));
        Assert.Contains("不能", (string)problem["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_are_offered_at_a_position()
    {
        using var program = host.With(await host.KeyAsync(Scope.EvaluateRules));

        using var answer = await TryAsync(program, """{"expression": "申请人.年", "position": 5, "variables": {"申请人": {"姓名": "张三", "年龄": 34}}}""");

        var completion = (await answer.JsonAsync())["completion"]!;
        Assert.Equal(4, (int)completion["start"]!);
        Assert.Equal(["姓名", "年龄"], completion["fields"]!.AsArray().Select(f => (string)f!["name"]!));
    }

    [Theory]
    [InlineData("""{"variables": {}}""", "request.missing-member", "/expression")]
    [InlineData("""{"expression": "1", "position": 2}""", "expressions.bad-position", "/position")]
    public async Task Body_that_is_none_says_what_was_expected(string body, string title, string path)
    {
        using var program = host.With(await host.KeyAsync(Scope.EvaluateRules));

        using var answer = await TryAsync(program, body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.JsonAsync();
        Assert.Equal((title, path), ((string)problem["title"]!, (string)problem["problems"]![0]!["path"]!));
    }

    [Fact]
    public async Task JSON_is_read_as_JSON_writes_it()
    {
        using var program = host.With(await host.KeyAsync(Scope.EvaluateRules));

        using var answer = await TryAsync(program, """{"expression": "a", "variables": {"a": "http:\/\/x\b", "b c": [1e3]}}""");

        Assert.Equal("http://x\b", (string)(await answer.JsonAsync())["value"]!);
    }

    [Fact]
    public async Task Explanation_of_long_values_stays_small()
    {
        using var program = host.With(await host.KeyAsync(Scope.EvaluateRules));
        var many = string.Join(", ", Enumerable.Repeat("a[1]", 2000));

        using var answer = await program.PostAsJsonAsync(
            "/api/expressions", new { expression = $"[{many}]", variables = "{a: for i in 1..80000 return 1000000000}", explain = true }, Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.InRange((await answer.Content.ReadAsStringAsync(Cancellation)).Length, 1000, 3_000_000);
    }

    [Fact]
    public async Task Value_that_is_nested_too_deep_for_JSON_is_told_as_text()
    {
        using var program = host.With(await host.KeyAsync(Scope.EvaluateRules));

        using var answer = await TryAsync(program, """{"expression": "(for i in 1..70 return if i = 1 then [1] else [partial[-1]])[-1]"}""");

        var trial = await answer.JsonAsync();
        Assert.Null(trial["value"]);
        Assert.StartsWith("[[[[", (string)trial["text"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"expression": "a", "variables": [1, 2]}""", "ResultType")]
    [InlineData("""{"expression": "a", "variables": "{a: }"}""", "Expected")]
    [InlineData("""{"expression": "a", "variables": "{a: f(1)}"}""", "UnknownName")]
    public async Task Values_that_are_no_context_say_why(string body, string code)
    {
        using var program = host.With(await host.KeyAsync(Scope.EvaluateRules));

        using var answer = await TryAsync(program, body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.JsonAsync();
        Assert.Equal(("expressions.bad-variables", code), ((string)problem["title"]!, (string)problem["problems"]![0]!["code"]!));
    }

    [Fact]
    public async Task Expression_that_runs_away_ends_with_the_limit_it_met()
    {
        using var program = host.With(await host.KeyAsync(Scope.EvaluateRules));

        using var answer = await TryAsync(program, """{"expression": "count(for a in 1..100000, b in 1..100000 return a * b)"}""");

        var trial = await answer.JsonAsync();
        Assert.Null(trial["value"]);
        Assert.Contains(trial["problems"]!.AsArray(), p => ((string)p!["code"]!).EndsWith("Limit", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Explanation_of_a_deep_expression_can_be_written_as_JSON()
    {
        using var program = host.With(await host.KeyAsync(Scope.EvaluateRules));
        var deep = string.Concat(Enumerable.Repeat("(1 + ", 80)) + "x" + new string(')', 80);

        using var answer = await program.PostAsJsonAsync("/api/expressions", new { expression = deep, variables = new { x = 1 }, explain = true }, Cancellation);

        Assert.Equal(81, (int)(await answer.JsonAsync())["value"]!);
    }

    [Fact]
    public async Task Key_without_the_scope_is_refused()
    {
        using var program = host.With(await host.KeyAsync(Scope.ReadInstances));

        using var answer = await TryAsync(program, """{"expression": "1"}""");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private static Task<HttpResponseMessage> TryAsync(HttpClient program, string body) =>
        program.PostAsync("/api/expressions", new StringContent(body, System.Text.Encoding.UTF8, "application/json"), Cancellation);
}
