using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LowCode.Tests.Benchmarks.Crash;

/// <summary>The world outside: takes side effects and writes down their keys before it answers.</summary>
internal sealed class EffectServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private EffectServer(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    /// <param name="port">0: any that is free.</param>
    public static async Task<EffectServer> StartAsync(Oracle oracle, int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(FormattableString.Invariant($"http://127.0.0.1:{port}"));
        var app = builder.Build();
        app.MapPost("/effects", async (HttpRequest request) =>
        {
            await oracle.ReceiveAsync(request.Headers[EffectsOutside.KeyHeader].ToString());
            return Results.Ok();
        });
        await app.StartAsync();
        return new EffectServer(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
