using LowCode.Definitions;
using LowCode.Engine;
using LowCode.Engine.Http;
using LowCode.FormUi;
using LowCode.Host.Access;
using LowCode.Host.Api;
using LowCode.Host.Http;
using LowCode.Portal.Session;
using LowCode.Work;
using LowCode.Work.Access;
using LowCode.Work.Contents;
using LowCode.Work.Endpoints;
using LowCode.Work.People;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Endpoints;

/// <summary>
/// Requests to processes, below Elsa's own base path: <c>/workflows</c> for the tenant of the credential or the default one,
/// <c>/public/TENANT/workflows</c> for the tenant that is named. Whether a credential is needed says each endpoint.
/// </summary>
internal static class EndpointRoutes
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(10);

    public static void MapEndpoints(this IEndpointRouteBuilder routes)
    {
        routes.Map("/workflows/{**path}", (HttpContext http, string? path, [FromServices] HostSettings settings) =>
            HandleAsync(http, ActorClaims.ActorOf(http.User)?.Tenant ?? new TenantId(settings.DefaultTenant), path)).AllowAnonymous().ExcludeFromDescription();
        routes.Map("/public/{tenant}/workflows/{**path}", (HttpContext http, string tenant, string? path) =>
            TenantId.IsValid(tenant) ? HandleAsync(http, new TenantId(tenant), path) : Task.FromResult(Missing())).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> HandleAsync(HttpContext http, TenantId tenant, string? path)
    {
        var services = http.RequestServices;
        var request = http.Request;
        var address = new EndpointAddress(
            request.Method.ToLowerInvariant(),
            (path ?? "").Trim('/'),
            Named(request, "X-Workflow-Instance-ID", "workflowInstanceId"),
            Named(request, "X-Correlation-ID", "correlationId"));
        if ((SentValues.Refusal(path, "path") ?? SentValues.Refusal(address.InstanceId, "workflowInstanceId") ?? SentValues.Refusal(address.CorrelationId, "correlationId")) is { } unfit)
        {
            return unfit;
        }

        var found = await services.GetRequiredService<EndpointFinder>().FindAsync(tenant, address, http.RequestAborted);
        var call = services.GetRequiredService<CallEndpoint>();
        return found switch
        {
            FoundEndpoint.Starts starts => await CallAsync(http, tenant, address, starts.Route.Rules, starts.Values, InstanceId.New(services.GetRequiredService<TimeProvider>().GetUtcNow()), asked => call.StartAsync(starts.Route, asked, http.RequestAborted)),
            FoundEndpoint.Resumes resumes => await CallAsync(http, tenant, address, resumes.Rules, resumes.Values, new InstanceId(resumes.Bookmark.InstanceId), asked => call.ResumeAsync(resumes.Bookmark, asked, http.RequestAborted)),
            FoundEndpoint.Ambiguous => Results.Problem(title: "endpoint.ambiguous", detail: Texts.EndpointAmbiguous, statusCode: StatusCodes.Status409Conflict),
            _ => Missing(),
        };
    }

    private static async Task<IResult> CallAsync(
        HttpContext http,
        TenantId tenant,
        EndpointAddress address,
        HttpEndpointRules rules,
        RouteValueDictionary values,
        InstanceId instance,
        Func<EndpointRequest, Task<Result<EndpointAnswer>>> call)
    {
        // A credential of another tenant is none here.
        var actor = ActorClaims.ActorOf(http.User) is { } caller && caller.Tenant == tenant ? caller : null;
        if (Refusal(http, rules, actor) is { } refusal)
        {
            return refusal;
        }

        // Without a credential a key means nothing: it would be anybody's.
        var key = await IdempotencyKey.BindAsync(http);
        if (actor is not null && key.Refusal() is { } badKey)
        {
            return badKey;
        }

        var contents = http.RequestServices.GetRequiredService<KeepContents>();
        var reader = new RequestReader(http, contents, tenant, instance, isPublic: actor is null);
        var read = await reader.ReadAsync(address.Path, values, rules.RequestSizeLimit);
        if (read.Refusal is { } unread)
        {
            await contents.DropUntakenAsync(tenant, reader.Kept);
            return unread;
        }

        var timeout = rules.Timeout is { } given && given > TimeSpan.Zero ? given < LongestTimeout ? given : LongestTimeout : DefaultTimeout;
        var answer = await call(new EndpointRequest(tenant, actor, read.Request!, timeout, address.CorrelationId, key.Value) { Instance = instance, Contents = reader.Contents });
        // A repeat, a request that came too late, one that the endpoint does not take: none of them leaves anything.
        await contents.DropUntakenAsync(tenant, reader.Kept);

        return answer.IsAccepted ? new ReplyResult(answer.Value) : Answers.Of(answer.Rejection);
    }

    /// <summary>Null: the caller may call.</summary>
    private static IResult? Refusal(HttpContext http, HttpEndpointRules rules, Actor? actor)
    {
        if (!rules.IsAuthorized)
        {
            return null;
        }

        if (rules.IsClosed)
        {
            return Results.Problem(title: "endpoint.closed", detail: Texts.EndpointClosed, statusCode: StatusCodes.Status403Forbidden);
        }

        if (actor is null)
        {
            return Results.Problem(title: "access.no-credential", detail: Texts.AccessNoCredential, statusCode: StatusCodes.Status401Unauthorized);
        }

        if (AccessClaims.ScopesOf(http.User) is { } scopes && !scopes.Contains(Scope.CallEndpoints))
        {
            return Results.Problem(
                title: "access.scope-missing", detail: Texts.AccessScopeMissing.With(Scope.CallEndpoints), statusCode: StatusCodes.Status403Forbidden);
        }

        return rules.Policy is { } role && !actor.IsAdministrator && !actor.Roles.Contains(role)
            ? Results.Problem(title: "endpoint.role", detail: Texts.EndpointRole.With(role), statusCode: StatusCodes.Status403Forbidden)
            : null;
    }

    private static IResult Missing() =>
        Results.Problem(title: "endpoint.not-found", detail: Texts.EndpointMissing, statusCode: StatusCodes.Status404NotFound);

    private static string? Named(HttpRequest request, string header, string query) =>
        request.Headers[header].ToString() is { Length: > 0 } value ? value : request.Query[query].ToString() is { Length: > 0 } asked ? asked : null;
}
