using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.FormUi;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Localization;

namespace LowCode.Host.Api;

/// <summary>Bodies that are not what an endpoint takes: answered with 400 and problem details that say what was expected.</summary>
internal static class RequestBodies
{
    /// <summary>Null: every member is there.</summary>
    public static IResult? RefuseMissing(params ReadOnlySpan<(string Name, string? Value)> texts)
    {
        foreach (var (name, value) in texts)
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                return Refuse("request.missing-member", Texts.RequestMissingMember.With(name));
            }
        }

        return null;
    }

    public static IResult RefuseNoObject(string name) => Refuse("request.no-object", Texts.RequestNoObject.With(name));

    /// <summary>Null where it is no object, or one whose names cannot be read.</summary>
    public static JsonObject? ObjectOf(JsonElement? element)
    {
        if (element is not { ValueKind: JsonValueKind.Object } members)
        {
            return null;
        }

        try
        {
            // A name with an escape that stands for half a character shows only when it is read.
            return members.EnumerateObject().All(m => m.Name is not null) ? JsonObject.Create(members) : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A body that could not be bound is refused by the framework without a word: the word is added here.</summary>
    public static void Explain(ProblemDetailsContext context)
    {
        var (problem, http) = (context.ProblemDetails, context.HttpContext);
        var endpoint = http.GetEndpoint() ?? http.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        var takesJson = endpoint?.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes.Contains("application/json") == true;
        if (problem is { Status: StatusCodes.Status400BadRequest, Detail: null } && takesJson)
        {
            // Here the middleware that set the reader's language has ended already.
            var culture = http.Features.Get<IRequestCultureFeature>()?.RequestCulture.UICulture;
            problem.Title = "request.not-bound";
            problem.Detail = Texts.ResourceManager.GetString(nameof(Texts.RequestNotBound), culture);
        }
    }

    private static IResult Refuse(string code, string message) =>
        Results.Problem(title: code, detail: message, statusCode: StatusCodes.Status400BadRequest);
}
