using LowCode.Work.People;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Http;

/// <summary>For load balancers: the process answers and its store can be read.</summary>
public static partial class Health
{
    public static void MapHealth(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/health", async ([FromServices] IDirectory directory, ILoggerFactory logs, CancellationToken cancellation) =>
        {
            try
            {
                await directory.TenantsAsync(cancellation);
                return Results.Json(new { status = "ok" });
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                StoreUnreachable(logs.CreateLogger(typeof(Health)), failure);
                return Results.Json(new { status = "store-unreachable" }, statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        }).AllowAnonymous();

    [LoggerMessage(LogLevel.Error, "The store cannot be read")]
    private static partial void StoreUnreachable(ILogger logger, Exception failure);
}
