using System.Buffers;
using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;
using LowCode.Definitions.Problems;
using LowCode.Definitions.Rules;
using LowCode.Engine.Decisions;
using LowCode.FormUi;
using LowCode.Host.Access;
using LowCode.Rules;
using LowCode.Rules.Explanations;
using LowCode.Work.Access;
using LowCode.Work.Releases;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Api;

/// <summary>
/// Judges documents by the published rule sets: one with its reasons, or one or many as a JSON object, a JSON array or JSON lines. A request is judged by one
/// version of the set from beginning to end; the ETag of the answer is its hash.
/// </summary>
internal static class RulesApi
{
    /// <summary>Bytes of one document: the longest that may be judged, with its lines, fits in.</summary>
    private const int MostBytesOfDocument = 8 * 1024 * 1024;

    /// <summary>Bytes of a batch.</summary>
    private const int MostBytes = 32 * 1024 * 1024;

    /// <summary>Documents of a JSON array; JSON lines are judged one by one and need no such limit.</summary>
    private const int MostDocuments = 10_000;

    private const string LinesType = "application/x-ndjson";

    /// <summary>So much of a batch's answer is kept before it is sent on; who does not read it is not judged further.</summary>
    private const int FlushAt = 64 * 1024;

    private static readonly JsonWriterOptions _writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void MapRulesApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("Rules");
        api.MapGet("/rules", ListAsync).RequireScope(Scope.EvaluateRules);
        api.MapGet("/rules/{set}/rules/{ruleId}", GetRuleAsync).RequireScope(Scope.ReadReleases);
        api.MapPut("/rules/{set}/rules/{ruleId}", ChangeRuleAsync).RequireScope(Scope.PublishReleases);
        api.MapPost("/rules/{set}/evaluate", EvaluateAsync).RequireScope(Scope.EvaluateRules).WithMetadata(new RequestSizeLimitAttribute(MostBytesOfDocument));
        api.MapPost("/rules/{set}/screen", ScreenAsync).RequireScope(Scope.EvaluateRules).WithMetadata(new RequestSizeLimitAttribute(MostBytes));
    }

    private static async Task<IReadOnlyList<RuleSetRow>> ListAsync(Caller caller, [FromServices] ReadRuleSets ruleSets, CancellationToken cancellation)
    {
        return [.. (await ruleSets.AllAsync(caller.Actor, cancellation)).Select(s => RuleSetRow.Of(s.RuleSetId, s.Set))];
    }

    private static async Task GetRuleAsync(
        HttpContext http, Caller caller, string set, string ruleId, [FromServices] ReadRuleSets ruleSets, CancellationToken cancellation)
    {
        if (await FindAsync(http, caller, set, ruleSets, cancellation) is not { } found)
        {
            return;
        }

        if (found.Index.Definition.Rules.FirstOrDefault(r => r.Id == ruleId) is not { } rule)
        {
            await RefuseAsync(http, StatusCodes.Status404NotFound, "rules.unknown-rule", Texts.RulesUnknownRule.With(ruleId, set), []);
            return;
        }

        await Results.Bytes(RuleSetJson.Write(rule), "application/json").ExecuteAsync(http);
    }

    /// <summary>
    /// The whole rule as JSON; it is published at once, with all that a release is checked for. If-Match: the set as it was when the rule was read.
    /// </summary>
    private static async Task<IResult> ChangeRuleAsync(
        HttpContext http, Caller caller, string set, string ruleId, [FromServices] ChangeRule change, CancellationToken cancellation)
    {
        var body = await ReadAsync(http.Request.BodyReader, cancellation);
        return Answers.Of(await change.HandleAsync(caller.Actor, new ChangeRuleCommand(set, ruleId, body, EntityTags.IfMatch(http)), cancellation));
    }

    /// <param name="explain">True: with the reasons of every rule that holds, as many as there is room for; <c>leftOut</c> counts the others.</param>
    /// <param name="rule">With the reason why this rule holds or does not.</param>
    private static async Task EvaluateAsync(
        HttpContext http, Caller caller, string set, bool? explain, string? rule, [FromServices] ReadRuleSets ruleSets, CancellationToken cancellation)
    {
        if (await FindAsync(http, caller, set, ruleSets, cancellation) is not { } found)
        {
            return;
        }

        // Reasons hold what the rules say: a key that may only ask for verdicts does not read them.
        var isExplained = explain == true || rule is not null;
        if (isExplained && AccessClaims.ScopesOf(http.User)?.Contains(Scope.ReadReleases) == false)
        {
            await RefuseAsync(http, StatusCodes.Status403Forbidden, "access.scope-missing", Texts.AccessScopeMissing.With(Scope.ReadReleases), []);
            return;
        }

        if (rule is not null && !found.Index.Definition.Rules.Any(r => r.Id == rule))
        {
            await RefuseAsync(http, StatusCodes.Status404NotFound, "rules.unknown-rule", Texts.RulesUnknownRule.With(rule, set), []);
            return;
        }

        var document = await ReadAsync(http.Request.BodyReader, cancellation);
        var evaluation = found.Index.Evaluate(document.Span);
        if (evaluation.Verdict is not { } verdict)
        {
            await RefuseAsync(http, StatusCodes.Status400BadRequest, "rules.bad-document", Texts.RulesBadDocument.With(set), evaluation.Problems!);
            return;
        }

        http.Response.ContentType = "application/json";
        await using (var json = new Utf8JsonWriter(http.Response.BodyWriter, _writing))
        {
            json.WriteStartObject();
            verdict.WriteMembers(json);
            if (isExplained)
            {
                json.WriteStartArray("reasons");
                var explained = rule is null ? found.Index.Explain(document) : new Explanation([found.Index.Explain(document, rule)!], 0);
                foreach (var reason in explained.Reasons)
                {
                    reason.Write(json);
                }

                json.WriteEndArray();
                if (explained.LeftOut > 0)
                {
                    json.WriteNumber("leftOut", explained.LeftOut);
                }
            }

            json.WriteEndObject();
        }
    }

    private static async Task ScreenAsync(
        HttpContext http, Caller caller, string set, [FromServices] ReadRuleSets ruleSets, CancellationToken cancellation)
    {
        if (await FindAsync(http, caller, set, ruleSets, cancellation) is not { } found)
        {
            return;
        }

        if (http.Request.ContentType?.StartsWith(LinesType, StringComparison.OrdinalIgnoreCase) == true)
        {
            http.Response.ContentType = LinesType;
            await ScreenLinesAsync(http, found.Index, cancellation);
            return;
        }

        var body = await ReadAsync(http.Request.BodyReader, cancellation);
        if (IsObject(body.Span))
        {
            http.Response.ContentType = "application/json";
            await using var single = new Utf8JsonWriter(http.Response.BodyWriter, _writing);
            Judge(single, found.Index, body.Span, 1);
            return;
        }

        var documents = JsonArrayItems.Of(body, MostDocuments);
        if (documents.Problem is { } problem)
        {
            await RefuseAsync(http, StatusCodes.Status400BadRequest, "rules.bad-batch", Texts.RulesBadBatch, [problem]);
            return;
        }

        http.Response.ContentType = "application/json";
        await using (var json = new Utf8JsonWriter(http.Response.BodyWriter, _writing))
        {
            json.WriteStartArray();
            foreach (var (number, document) in documents.Items.Index())
            {
                Judge(json, found.Index, document.Span, number + 1);
                if (json.BytesPending > FlushAt)
                {
                    await json.FlushAsync(cancellation);
                    await http.Response.BodyWriter.FlushAsync(cancellation);
                }
            }

            json.WriteEndArray();
        }
    }

    // One document needs no array around it.
    private static bool IsObject(ReadOnlySpan<byte> json) => json.TrimStart(" \t\r\n"u8) is [(byte)'{', ..];

    /// <summary>A line is answered as soon as it is there: a stream may be as long as it likes, up to the limit of the body.</summary>
    private static async Task ScreenLinesAsync(HttpContext http, RuleIndex index, CancellationToken cancellation)
    {
        var (reader, writer, number, pending) = (http.Request.BodyReader, http.Response.BodyWriter, 0, 0);
        using var json = new Utf8JsonWriter(writer, _writing);
        var lines = new LineSplitter();
        while (true)
        {
            var read = await reader.ReadAsync(cancellation);
            var rest = read.Buffer;
            while (lines.TryTake(ref rest, read.IsCompleted, out var line))
            {
                number++;
                if (!line.IsEmpty)
                {
                    Judge(json, index, line.ToContiguous().Span, number);
                    json.Flush();
                    pending += (int)json.BytesCommitted;
                    json.Reset();
                    writer.Write("\n"u8);
                    if (pending > FlushAt)
                    {
                        pending = 0;
                        await writer.FlushAsync(cancellation);
                    }
                }
            }

            reader.AdvanceTo(rest.Start, rest.End);
            pending = 0;
            await writer.FlushAsync(cancellation);

            if (read.IsCompleted)
            {
                return;
            }
        }
    }

    /// <summary>A document that cannot be read does not stop the others.</summary>
    private static void Judge(Utf8JsonWriter json, RuleIndex index, ReadOnlySpan<byte> document, int number)
    {
        var evaluation = index.Evaluate(document);
        if (evaluation.Verdict is { } verdict)
        {
            verdict.Write(json);
            return;
        }

        json.WriteStartObject();
        json.WriteNumber("document", number);
        json.WriteStartArray("problems");
        foreach (var problem in evaluation.Problems!)
        {
            json.WriteStartObject();
            json.WriteString("path", problem.Path);
            json.WriteString("code", problem.Code);
            json.WriteString("message", problem.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static async Task<PublishedRuleSet?> FindAsync(
        HttpContext http, Caller caller, string set, ReadRuleSets ruleSets, CancellationToken cancellation)
    {
        var found = await ruleSets.FindAsync(caller.Actor, set, cancellation);
        if (!found.IsAccepted)
        {
            await Answers.Of(found.Rejection).ExecuteAsync(http);
            return null;
        }

        http.Response.Headers.ETag = $"\"{found.Value.Hash}\"";
        return found.Value;
    }

    /// <summary>The whole body, taken from the connection: what is left there would end it.</summary>
    private static async Task<ReadOnlyMemory<byte>> ReadAsync(PipeReader reader, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await reader.ReadAsync(cancellation);
            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static ReadOnlyMemory<byte> ToContiguous(this ReadOnlySequence<byte> bytes) => bytes.IsSingleSegment ? bytes.First : bytes.ToArray();

    private static Task RefuseAsync(HttpContext http, int status, string code, string message, IReadOnlyList<Problem> problems) => Results.Problem(
        title: code,
        detail: message,
        statusCode: status,
        extensions: problems.Count == 0 ? null : new Dictionary<string, object?> { ["problems"] = problems }).ExecuteAsync(http);

    /// <param name="Rules">How many.</param>
    internal sealed record RuleSetRow(string RuleSetId, string Name, string Hash, int Rules)
    {
        public static RuleSetRow Of(string id, PublishedRuleSet set) =>
            new(id, set.Index.Definition.Name?.ToString() ?? id, set.Hash.Value, set.Index.Rules.Count);
    }
}
