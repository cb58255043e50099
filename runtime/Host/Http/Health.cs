using LowCode.Work.People;
using LowCode.Work.Stores;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Http;

/// <summary>For load balancers: the process answers, its store can be read, and no failure of it to write is known.</summary>
public static partial class Health
{
    public static void MapHealth(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/health", async ([FromServices] IDirectory directory, [FromServices] StoreState store, ILoggerFactory logs, CancellationToken cancellation) =>
        {
            try
            {
                await directory.TenantsAsync(cancellation);
                return store.Trouble is { } trouble ? Of(trouble) : Results.Json(new { status = "ok" });
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                if (store.Note(failure) is null)
                {
                    StoreUnreadable(logs.CreateLogger(typeof(Health)), failure);
                }

                return Of(store.Trouble);
            }
        }).AllowAnonymous();

    private static IResult Of(StoreTrouble? trouble) => Results.Json(
        new { status = StoreState.CodeOf(trouble?.Problem ?? StoreProblem.Failing).Replace('.', '-'), since = trouble?.Since },
        statusCode: StatusCodes.Status503ServiceUnavailable);

    [LoggerMessage(LogLevel.Error, "The store cannot be read")]
    private static partial void StoreUnreadable(ILogger logger, Exception failure);
}
