using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using LowCode.Definitions.Problems;
using LowCode.FormUi;
using LowCode.Host.Http;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Api;

/// <summary>What the framework refuses without a word, before a handler runs, is told as everything else: a code, a sentence, the member.</summary>
internal static partial class RequestProblems
{
    /// <summary>What is refused while a request is read is the caller's mistake and no news for the log.</summary>
    public static ExceptionHandlerOptions Handling => new()
    {
        StatusCodeSelector = exception => exception is BadHttpRequestException refused ? refused.StatusCode : StatusCodes.Status500InternalServerError,
        SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException,
    };

    public static void Explain(ProblemDetailsContext context)
    {
        var (problem, http) = (context.ProblemDetails, context.HttpContext);
        if (problem.Detail is not null)
        {
            return;
        }

        if (problem.Status == StatusCodes.Status400BadRequest)
        {
            ExplainBody(problem, http);
            return;
        }

        var (code, text) = problem.Status switch
        {
            StatusCodes.Status401Unauthorized => ("access.no-credential", nameof(Texts.AccessNoCredential)),
            StatusCodes.Status403Forbidden => ("access.forbidden", nameof(Texts.AccessForbidden)),
            StatusCodes.Status404NotFound => ("request.no-route", nameof(Texts.RequestNoRoute)),
            StatusCodes.Status405MethodNotAllowed => ("request.no-method", nameof(Texts.RequestNoMethod)),
            StatusCodes.Status413PayloadTooLarge => ("request.too-large", nameof(Texts.RequestTooLarge)),
            StatusCodes.Status414UriTooLong => ("request.address-too-long", nameof(Texts.RequestAddressTooLong)),
            StatusCodes.Status415UnsupportedMediaType => ("request.media-type", nameof(Texts.RequestMediaType)),
            _ => (null, null),
        };
        if (code is not null)
        {
            problem.Title = code;
            problem.Detail = Say(http, text!, http.Request.Method, AddressLength.Most, LimitOf(http));
        }

        if (problem.Status is StatusCodes.Status413PayloadTooLarge or StatusCodes.Status415UnsupportedMediaType)
        {
            Name(problem, "/body", problem.Detail!);
        }
    }

    private static void ExplainBody(ProblemDetails problem, HttpContext http)
    {
        var failure = http.Features.Get<IExceptionHandlerFeature>();
        if (failure?.Error is not BadHttpRequestException refused)
        {
            return;
        }

        var takesJson = (http.GetEndpoint() ?? failure.Endpoint)?.Metadata.GetMetadata<IAcceptsMetadata>() is not null;
        if (refused.InnerException is JsonException { Path: { Length: > 2 } path })
        {
            var pointer = Pointer(path);
            problem.Title = "request.not-bound";
            problem.Detail = Say(http, nameof(Texts.RequestMemberType), pointer[1..].Replace('/', '.'));
            Name(problem, pointer, problem.Detail);
        }
        else if (ParameterName().Match(refused.Message) is { Success: true } match && match.Groups[1].Value is var name && name != "body")
        {
            problem.Title = "request.parameter";
            problem.Detail = Say(http, nameof(Texts.RequestParameter), name);
            Name(problem, "/" + name, problem.Detail);
        }
        else if (takesJson)
        {
            problem.Title = "request.not-bound";
            problem.Detail = Say(http, nameof(Texts.RequestNotBound));
            Name(problem, "/body", problem.Detail);
        }
    }

    private static long? LimitOf(HttpContext http) => (http.GetEndpoint() ?? http.Features.Get<IExceptionHandlerFeature>()?.Endpoint)
        ?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize ?? http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize;

    private static void Name(ProblemDetails problem, string path, string message) =>
        problem.Extensions["problems"] = new[] { new Problem(path, problem.Title!, message) };

    // Here the middleware that set the reader's language may have ended already.
    private static string Say(HttpContext http, string name, params object?[] values)
    {
        var culture = http.Features.Get<IRequestCultureFeature>()?.RequestCulture.UICulture;
        return string.Format(CultureInfo.InvariantCulture, Texts.ResourceManager.GetString(name, culture)!, values);
    }

    /// <summary><c>$.a.b[0]['c d']</c> as <c>/a/b/0/c d</c>.</summary>
    private static string Pointer(string path) =>
        "/" + string.Join('/', PathParts().Matches(path[1..]).Select(m => m.Groups.Values.Skip(1).First(g => g.Success).Value));

    [GeneratedRegex(@"\.([^.\[]+)|\['(.*?)'\]|\[(\d+)\]")]
    private static partial Regex PathParts();

    [GeneratedRegex(@"arameter ""(?:[^"" ]+ )?(\w+)""")]
    private static partial Regex ParameterName();
}
