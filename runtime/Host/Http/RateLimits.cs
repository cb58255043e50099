using System.Threading.RateLimiting;
using LowCode.Portal.Session;

namespace LowCode.Host.Http;

/// <summary>
/// How often one client address may ask for what needs no session, and one credential for what programs use. Who has none there has a limit of
/// their own: a start by anybody costs as much as one by a partner.
/// </summary>
public static class RateLimits
{
    public static IServiceCollection AddRateLimits(this IServiceCollection services, HostSettings settings) =>
        services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = async (rejected, cancellation) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = "60";
                if (Audience.IsPrograms(rejected.HttpContext))
                {
                    await ProblemAnswers.WriteAsync(
                        rejected.HttpContext, StatusCodes.Status429TooManyRequests, "request.too-many", Texts.ErrorTooManyRequests);
                    return;
                }

                rejected.HttpContext.Response.ContentType = "text/plain; charset=utf-8";
                await rejected.HttpContext.Response.WriteAsync(Texts.ErrorTooManyRequests, cancellation);
            };
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http => Audience.IsPrograms(http)
                ? OfProgram(http, settings)
                : RateLimitPartition.GetNoLimiter(""));
            options.AddPolicy(RatePolicies.SignIn, http => HttpMethods.IsPost(http.Request.Method)
                ? PerMinute(http, settings.SignInsPerMinute)
                : RateLimitPartition.GetNoLimiter("unlimited"));
            options.AddPolicy(RatePolicies.Public, http => PerMinute(http, settings.PublicRequestsPerMinute));
        });

    private static RateLimitPartition<string> OfProgram(HttpContext http, HostSettings settings) => ActorClaims.ActorOf(http.User) is { } actor
        ? RateLimitPartition.GetFixedWindowLimiter($"{actor.Tenant}/{actor.Login}", _ => Minute(settings.RequestsPerMinute))
        : RateLimitPartition.GetFixedWindowLimiter($" {http.Connection.RemoteIpAddress}", _ => Minute(settings.AnonymousRequestsPerMinute));

    private static RateLimitPartition<string> PerMinute(HttpContext http, int permits) =>
        RateLimitPartition.GetFixedWindowLimiter(
            http.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => Minute(permits));

    private static FixedWindowRateLimiterOptions Minute(int permits) => new() { PermitLimit = permits, Window = TimeSpan.FromMinutes(1) };
}
