using System.Globalization;
using System.Net;
using LowCode.Host;
using LowCode.Host.Demo;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace LowCode.Tests.Component.Http;

/// <summary>The real host in this process with its demo tenant, on a data folder of its own; requests reach it without a network.</summary>
public sealed class RunningHost : IAsyncLifetime
{
    private const int NoLimit = 10_000;

    private readonly HostSettings? _settings;
    private readonly string _folder = Directory.CreateTempSubdirectory("lowcode-host-").FullName;
    private WebApplication? _app;

    public RunningHost()
    {
    }

    /// <summary>A host of a test's own, without the demo tenant unless it asks for it.</summary>
    internal RunningHost(HostSettings settings) => _settings = settings;

    /// <summary>True: it listens on a port of this machine, as the real one does.</summary>
    internal bool HasNetwork { get; init; }

    public WebApplication App => _app ?? throw new InvalidOperationException("Expected a started host.");

    public IReadOnlyList<RouteEndpoint> Endpoints =>
        [.. App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    /// <summary>A browser without a session; redirects are answers, not followed.</summary>
    public HttpClient Browser() => HasNetwork
        ? new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(App.Urls.Single()) }
        : new HttpClient(new CookieHandler(App.GetTestServer().CreateHandler())) { BaseAddress = new Uri("http://localhost") };

    /// <summary>A browser that somebody of the demo tenant signed in with.</summary>
    public async Task<HttpClient> SignedInAsync(string login, string tenant = "demo")
    {
        var browser = Browser();
        using var answer = await browser.SignInAsync(tenant, login, App.Services.GetRequiredService<HostSettings>().DemoPassword);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return browser;
    }

    public async ValueTask InitializeAsync()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        var settings = _settings ?? new HostSettings { SignInsPerMinute = NoLimit, PublicRequestsPerMinute = NoLimit, AnonymousRequestsPerMinute = int.MaxValue };
        _app = WebHost.Create(settings with { DataFolder = _folder }, builder =>
        {
            if (!HasNetwork)
            {
                builder.WebHost.UseTestServer();

                // It has no limits on bodies and says so at each request.
                builder.Logging.AddFilter("Microsoft.AspNetCore.Routing.EndpointRoutingMiddleware", LogLevel.Error);
            }
        });
        if (_settings is null)
        {
            await InstallAsync();
        }

        await _app.StartAsync();
    }

    public Task InstallAsync() => App.Services.GetRequiredService<DemoTenant>().InstallAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }
}
