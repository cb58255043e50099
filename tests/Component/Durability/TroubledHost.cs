using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Templates;
using LowCode.Definitions.Texts;
using LowCode.Host;
using LowCode.Host.Demo;
using LowCode.Tests.Component.Http;
using LowCode.Tests.Component.Work;
using LowCode.Work.Access;
using LowCode.Work.Instances;
using LowCode.Work.People;
using LowCode.Work.Releases;
using LowCode.Work.Stores;
using LowCode.Work.Tenants;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace LowCode.Tests.Component.Durability;

/// <summary>The real host on a store that is going to fail, and somebody signed in who reports events.</summary>
internal sealed class TroubledHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private HttpClient? _browser;

    private TroubledHost(WebApplication app) => _app = app;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public StoreState Store => _app.Services.GetRequiredService<StoreState>();

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    private HttpClient Browser => _browser ?? throw new InvalidOperationException("Expected somebody signed in.");

    /// <param name="lines">Hears what the host logs; null: nobody does.</param>
    public static async Task<TroubledHost> StartAsync(HostSettings settings, ILoggerProvider? lines = null)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        var app = WebHost.Create(settings with { SignInsPerMinute = 10_000 }, builder =>
        {
            builder.WebHost.UseTestServer();
            builder.Logging.ClearProviders();
            if (lines is not null)
            {
                builder.Logging.AddProvider(lines);
            }
        });
        await InstallAsync(app.Services, settings.DemoPassword);
        await app.StartAsync(Cancellation);
        var host = new TroubledHost(app);
        host._browser = host.NewBrowser();
        using var signedIn = await host._browser.SignInAsync("demo", "grid", settings.DemoPassword);
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        return host;
    }

    private static async Task InstallAsync(IServiceProvider services, string password)
    {
        var tenant = DemoTenant.Id;
        await services.GetRequiredService<CreateTenant>().HandleAsync(
            new CreateTenantCommand(tenant.Value, LocalizedText.Of("演示", "Demo"), "Asia/Shanghai", IsDemo: true), Cancellation);
        var package = TemplateFolder.Read(Repository.PathOf("templates/" + DemoTenant.Template)).Value!;
        var installed = await services.GetRequiredService<InstallTemplate>().HandleAsync(
            Actor.System(tenant), new InstallTemplateCommand(package, password), Cancellation);
        Assert.True(installed.IsAccepted, installed.Rejection?.Message);
    }

    /// <summary>Somebody in Elsa Studio who looks at an instance.</summary>
    public async Task<ElsaViewer> WatchAsync(string instance)
    {
        var key = await Get<CreateApiKey>().HandleAsync(Actor.System(DemoTenant.Id), new CreateApiKeyCommand("studio", [.. Scope.All]), held: null, Cancellation);
        using var studio = NewBrowser();
        studio.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("ApiKey", key.Value!.Text);
        var viewer = await ElsaViewer.ConnectAsync(_app, await ElsaViewer.NegotiateAsync(studio));
        Assert.Null((await viewer.ObserveAsync(instance))["error"]);
        return viewer;
    }

    private HttpClient NewBrowser() => new(new CookieHandler(_app.GetTestServer().CreateHandler())) { BaseAddress = new Uri("http://localhost") };

    /// <param name="operation">The same again gives the first answer.</param>
    /// <param name="length">Of the description.</param>
    public async Task<HttpResponseMessage> ReportAsync(string operation, int length = 100)
    {
        var data = new JsonObject
        {
            ["title"] = operation,
            ["description"] = new string('长', length),
            ["classCode"] = "E13-01-12",
            ["address"] = "望澜路 1 号",
            ["channel"] = "grid",
        };
        var body = new JsonObject { ["caseType"] = "event", ["data"] = data, ["operationId"] = operation };
        return await Browser.PostAsJsonAsync("/api/cases", body, Cancellation);
    }

    /// <summary>Reports until the store refuses; answers the refusal, its operation, and the cases that were acknowledged before.</summary>
    public async Task<(HttpResponseMessage Refusal, string Operation, List<string> Acknowledged)> ReportUntilRefusedAsync(string name, int most = 300)
    {
        var acknowledged = new List<string>();
        for (var i = 0; i < most; i++)
        {
            var operation = $"{name}-{i}";
            var answer = await ReportAsync(operation, length: 450);
            if (answer.StatusCode != HttpStatusCode.Created)
            {
                return (answer, operation, acknowledged);
            }

            acknowledged.Add((string)(await answer.JsonAsync())["number"]!);
            answer.Dispose();
        }

        throw new InvalidOperationException($"Expected the store to refuse one of {most} reports, but it took all.");
    }

    /// <summary>Starts an instance whose timer falls due a second later, when the store fails already.</summary>
    public async Task<string> StartLateAsync()
    {
        var system = Actor.System(DemoTenant.Id);
        var late = Processes.Sequence("late", Processes.Delay("pause", "00:00:01"), Processes.Publish("tell", "Told"));
        var published = await Get<PublishRelease>().HandleAsync(system, new PublishReleaseCommand(Processes.Artefacts(late), "late"), Cancellation);
        Assert.True(published.IsAccepted, published.Rejection?.Message);
        var started = await Get<StartInstance>().HandleAsync(system, new StartInstanceCommand("late", [], null, "late"), Cancellation);
        Assert.True(started.IsAccepted, started.Rejection?.Message);
        return started.Value.InstanceId.Value;
    }

    /// <summary>Ends when timers and effects went on by themselves.</summary>
    public async Task UntilFinishedAsync(string instance)
    {
        while ((await Get<IInstanceQueries>().ProgressAsync(DemoTenant.Id, instance, Cancellation))!.Status != "Finished")
        {
            await Task.Yield();
        }
    }

    public async Task<(HttpStatusCode Status, JsonObject Body)> HealthAsync()
    {
        using var answer = await Browser.GetAsync("/health", Cancellation);
        return (answer.StatusCode, await answer.JsonAsync());
    }

    /// <summary>The sign-in page as somebody new sees it: the one page that is complete without a circuit.</summary>
    public async Task<(HttpStatusCode Status, string Text)> SignInPageAsync(string language)
    {
        using var browser = NewBrowser();
        using var spoken = await browser.GetAsync($"/language/{language}?returnUrl=%2F", Cancellation);
        using var answer = await browser.GetAsync("/sign-in", Cancellation);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancellation)));
    }

    public async Task SpeakAsync(string language)
    {
        using var answer = await Browser.GetAsync($"/language/{language}?returnUrl=%2F", Cancellation);
    }

    /// <summary>Ends when the host has noticed by itself that its store works again, or fails.</summary>
    public async Task UntilAsync(bool works)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look()
        {
            if (Store.Trouble is null == works)
            {
                reached.TrySetResult();
            }
        }

        Store.Changed += Look;
        Look();
        await reached.Task.WaitAsync(Cancellation);
        Store.Changed -= Look;
    }

    public async Task<bool> IsThereAsync(string number)
    {
        using var answer = await Browser.GetAsync($"/api/cases/{number}", Cancellation);
        return answer.IsSuccessStatusCode;
    }

    /// <summary>Cases whose title is the operation that reported them.</summary>
    public async Task<int> CountAsync(string operation) =>
        (int)(await Browser.GetFromJsonAsync<JsonObject>($"/api/cases?text={operation}", Cancellation))!["total"]!;

    public async ValueTask DisposeAsync()
    {
        _browser?.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }
}
