using System.Threading.RateLimiting;
using LowCode.Portal.Session;

namespace LowCode.Host.Http;

/// <summary>How often one client address may ask for what needs no session, and one credential for what programs use.</summary>
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
                ? RateLimitPartition.GetFixedWindowLimiter(CredentialOf(http), _ => Minute(settings.RequestsPerMinute))
                : RateLimitPartition.GetNoLimiter(""));
            options.AddPolicy(RatePolicies.SignIn, http => HttpMethods.IsPost(http.Request.Method)
                ? PerMinute(http, settings.SignInsPerMinute)
                : RateLimitPartition.GetNoLimiter("unlimited"));
            options.AddPolicy(RatePolicies.Public, http => PerMinute(http, settings.PublicRequestsPerMinute));
        });

    private static RateLimitPartition<string> PerMinute(HttpContext http, int permits) =>
        RateLimitPartition.GetFixedWindowLimiter(
            http.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => Minute(permits));

    private static FixedWindowRateLimiterOptions Minute(int permits) => new() { PermitLimit = permits, Window = TimeSpan.FromMinutes(1) };

    private static string CredentialOf(HttpContext http) => ActorClaims.ActorOf(http.User) is { } actor
        ? $"{actor.Tenant}/{actor.Login}"
        : $" {http.Connection.RemoteIpAddress}";
}
