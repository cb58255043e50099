using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Engine.Expressions;
using LowCode.Feel.Compiling;
using LowCode.Feel.Problems;
using LowCode.Feel.Syntax;
using LowCode.FormUi;
using LowCode.Host.Access;
using LowCode.Work.Access;
using LowCode.Work.People;
using LowCode.Work.Releases;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Api;

/// <summary>The business language for those who write it elsewhere: an expression checked, tried on values, explained and completed. Nothing is stored.</summary>
internal static class ExpressionsApi
{
    /// <summary>Characters of a value or a part that are told: a hundred parts may show the same long list.</summary>
    private const int MostText = 2000;

    public static void MapExpressionsApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("Rules");
        api.MapPost("/expressions", TryAsync).RequireScope(Scope.EvaluateRules).Produces<TrialView>();
    }

    private static async Task<IResult> TryAsync(
        Trying body,
        Caller caller,
        [FromServices] IDirectory directory,
        [FromServices] PublishedDefinitions definitions,
        [FromServices] TimeProvider clock,
        CancellationToken cancellation)
    {
        if (body.Expression is not { } text)
        {
            return RequestBodies.Refuse("expression", "request.missing-member", Texts.RequestMissingMember.With("expression"));
        }

        if (body.Position is { } at && (at < 0 || at > text.Length))
        {
            return RequestBodies.Refuse("position", "expressions.bad-position", Texts.ExpressionsBadPosition.With(text.Length, at));
        }

        var zone = (await directory.TenantAsync(caller.Actor.Tenant, cancellation))!.Zone;
        var options = ExpressionTrial.OptionsAt(
            TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone), (await definitions.CurrentAsync(caller.Actor.Tenant, cancellation)).Decisions.Dictionaries);
        var values = body.Variables is { ValueKind: JsonValueKind.Object } members
            ? TrialValues.Of(members)
            : TrialValues.Of(TextOf(body.Variables), options, cancellation);
        if (!values.AreGiven)
        {
            return Results.Problem(
                title: "expressions.bad-variables",
                detail: Texts.ExpressionsBadVariables,
                statusCode: StatusCodes.Status400BadRequest,
                extensions: new Dictionary<string, object?> { ["problems"] = values.Problems.Select(p => ProblemView.Of("/variables", p)) });
        }

        var trial = ExpressionTrial.Of(text, values, options, cancellation);
        return Results.Ok(new TrialView(
            trial.Type.ToString(),
            trial.Reads,
            [.. trial.Problems.Select(p => ProblemView.Of("/expression", p))],
            trial.Json,
            trial.Value.ToText(MostText),
            body.Explain == true && trial.Explanation is { } explanation ? PartView.Of(explanation) : null,
            body.Position is { } position ? CompletionView.Of(Completion.At(text, position, values.Scope)) : null));
    }

    private static string TextOf(JsonElement? variables) => variables switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => "",
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { } other => other.GetRawText(),
    };

    /// <param name="Variables">An object, or a text with a context of FEEL, which can hold dates and durations: <c>{提交日: @"2026-03-01"}</c>.</param>
    /// <param name="Position">UTF-16 index in the expression; with it the answer says what may stand there.</param>
    internal sealed record Trying(string? Expression, JsonElement? Variables, int? Position, bool? Explain);

    /// <param name="Type">What the expression yields, as far as known.</param>
    /// <param name="Reads">Fields that it reads.</param>
    /// <param name="Text">The value as FEEL writes it.</param>
    internal sealed record TrialView(
        string Type, IReadOnlyList<string> Reads, IReadOnlyList<ProblemView> Problems, JsonNode? Value, string Text, PartView? Explanation, CompletionView? Completion);

    /// <param name="Path">The member of the body that it is in.</param>
    /// <param name="Start">UTF-16 index in the member's text.</param>
    internal sealed record ProblemView(string Path, string Code, int Start, int Length, string Message)
    {
        public static ProblemView Of(string path, FeelProblem problem) => new(path, problem.Code.ToString(), problem.Span.Start, problem.Span.Length, problem.Text);
    }

    internal sealed record PartView(string Text, string Value, IReadOnlyList<PartView> Parts)
    {
        private const int MostParts = 500;

        // Deeper ones no reader of JSON takes.
        private const int MostLevels = 25;

        /// <summary>At most 500 parts, the first that were run.</summary>
        public static PartView Of(FeelExplanation part)
        {
            var left = MostParts;
            return Of(part, MostLevels, ref left);
        }

        private static PartView Of(FeelExplanation part, int levels, ref int left)
        {
            var parts = new List<PartView>();
            foreach (var inner in part.Parts)
            {
                if (levels > 1 && left-- > 0)
                {
                    parts.Add(Of(inner, levels - 1, ref left));
                }
            }

            return new(Printer.Print(part.Node, MostText), part.Value.ToText(MostText), parts);
        }
    }

    /// <param name="Start">Where the name begins that an offered one takes the place of.</param>
    internal sealed record CompletionView(int Start, IReadOnlyList<FieldView> Fields, IReadOnlyList<string> Functions, IReadOnlyList<string> Types)
    {
        public static CompletionView Of(Completion found) =>
            new(found.Start, [.. found.Fields.Select(f => new FieldView(f.Name, f.Type.ToString()))], found.Functions, found.Types);
    }

    internal sealed record FieldView(string Name, string Type);
}
