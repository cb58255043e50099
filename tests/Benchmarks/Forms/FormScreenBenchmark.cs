using System.Runtime.CompilerServices;
using LowCode.Definitions;
using LowCode.Definitions.Templates;
using LowCode.Definitions.Texts;
using LowCode.Host;
using LowCode.Work.Handling;
using LowCode.Work.People;
using LowCode.Work.Releases;
using LowCode.Work.Tenants;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace LowCode.Tests.Benchmarks.Forms;

/// <summary>
/// A large form on the screen of somebody who has a task: the whole product on this machine, and Chromium beside it. Times are taken in the
/// page, up to the frame after the change.
/// </summary>
internal sealed class FormScreenBenchmark : IBenchmark
{
    private const string Password = "measured-password-1";
    private const int Keys = 20;

    /// <summary>Milliseconds between two keys: the form tells what was typed in each pause, so answers come while one types.</summary>
    private const int Pause = 120;

    internal static readonly string[] BrowserOptions = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    public string Name => "form-screen";

    public string Summary => "a form of 300 fields with a table of 200 rows in Chromium: opened, typed into; --fields 300 --rows 200 --rounds 7 --chromium /usr/bin/chromium";

    public async IAsyncEnumerable<Figure> RunAsync(BenchmarkOptions options, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (fields, rows, rounds) = (options.Numbers("fields", "300")[0], options.Numbers("rows", "200")[0], options.Numbers("rounds", "7")[0]);
        var with = new Dictionary<string, string> { ["fields"] = $"{fields}", ["rows"] = $"{rows}" };
        var folder = Directory.CreateTempSubdirectory("lowcode-screen-").FullName;
        await using var app = await StartAsync(folder, fields, rows, cancellation);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = options.Text("chromium", "/usr/bin/chromium"), Args = BrowserOptions });
        var page = await SignInAsync(browser, app.Urls.Single());

        var (opened, shown, followed) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round <= rounds; round++)
        {
            var open = await OpenAsync(page, rows);
            var (keys, total) = (await TypeAsync(page), await FollowAsync(page, (char)('1' + (round % 9))));

            // The first round compiles and fills caches.
            if (round > 0)
            {
                opened.Add(open);
                shown.AddRange(keys);
                followed.Add(total);
            }
        }

        yield return new("open_ms", Middle(opened), "ms", with);
        yield return new("open_worst_ms", opened.Max(), "ms", with);
        yield return new("keystroke_ms", Middle(shown), "ms", with);
        yield return new("keystroke_worst_ms", shown.Max(), "ms", with);
        yield return new("dependents_ms", Middle(followed), "ms", with);
        yield return new("dependents_worst_ms", followed.Max(), "ms", with);
        await app.StopAsync(cancellation);
        Directory.Delete(folder, recursive: true);
    }

    private static double Middle(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static async Task<WebApplication> StartAsync(string folder, int fields, int rows, CancellationToken cancellation)
    {
        var app = WebHost.Create(new HostSettings { DataFolder = Path.Combine(folder, "data"), Urls = "http://127.0.0.1:0", RequestsPerMinute = int.MaxValue, AnonymousRequestsPerMinute = int.MaxValue, SignInsPerMinute = 1000 });
        var (services, tenant) = (app.Services, new TenantId("demo"));
        await services.GetRequiredService<CreateTenant>().HandleAsync(new CreateTenantCommand(tenant.Value, LocalizedText.Of("测量", "Measured"), "Asia/Shanghai", IsDemo: true), cancellation);
        var template = Path.Combine(folder, "template");
        foreach (var file in Directory.EnumerateFiles(Places.In("templates/site-inspection"), "*", SearchOption.AllDirectories).Where(f => !f.Contains("/scenarios/", StringComparison.Ordinal)))
        {
            var copy = Path.Combine(template, Path.GetRelativePath(Places.In("templates/site-inspection"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        await File.WriteAllBytesAsync(Path.Combine(template, "forms", "inspection.json"), ScreenWorkload.Form(fields), cancellation);
        var package = TemplateFolder.Read(template);
        await services.GetRequiredService<InstallTemplate>().HandleAsync(
            Actor.System(tenant), new InstallTemplateCommand(package.Value ?? throw new InvalidOperationException(string.Join("; ", package.Problems)), Password), cancellation);
        var reporter = new Actor(tenant, "grid", "grid", ["reporter"], "SJJ", IsAdministrator: false);
        var opened = await services.GetRequiredService<OpenCase>().HandleAsync(reporter, new OpenCaseCommand("site-inspection", ScreenWorkload.Data(fields, rows), "one"), cancellation);
        if (!opened.IsAccepted)
        {
            throw new InvalidOperationException($"Expected a case, but: {opened.Rejection.Message} {string.Join("; ", opened.Rejection.Problems.Take(5))}");
        }

        await app.StartAsync(cancellation);
        return app;
    }

    private static async Task<IPage> SignInAsync(IBrowser browser, string address)
    {
        // The page's own policy forbids what the measuring evaluates.
        var context = await browser.NewContextAsync(new() { BypassCSP = true, BaseURL = address, Locale = "zh-CN", ViewportSize = new() { Width = 1280, Height = 800 } });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/sign-in");
        await page.Locator("[data-test=sign-in-tenant]").FillAsync("demo");
        await page.Locator("[data-test=sign-in-login]").FillAsync("acceptor");
        await page.Locator("[data-test=sign-in-password]").FillAsync(Password);
        await page.Locator("[data-test=sign-in-submit]").ClickAsync();
        await page.WaitForURLAsync("**/tasks");
        return page;
    }

    /// <summary>From the click on the task to the frame in which the last row of the table stands.</summary>
    private static async Task<double> OpenAsync(IPage page, int rows)
    {
        await page.GotoAsync("/tasks");
        await page.Locator("[data-test=task-row] a").WaitForAsync();
        await page.Locator("[data-interactive=true]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        return await page.EvaluateAsync<double>(
            """
            rows => new Promise(done => {
              const began = performance.now();
              const look = () => {
                if (document.querySelectorAll('[data-test=field-lines] tbody tr').length >= rows) {
                  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - began)));
                } else {
                  requestAnimationFrame(look);
                }
              };
              document.querySelector('[data-test=task-row] a').click();
              look();
            })
            """,
            rows);
    }

    /// <summary>From each key to the frame after the control has its character. What stands there in the end is what was typed, whatever was answered meanwhile.</summary>
    private static async Task<IReadOnlyList<double>> TypeAsync(IPage page)
    {
        var field = page.Locator($"[data-test=field-{ScreenWorkload.Text}]");
        await field.FillAsync("");
        await field.FocusAsync();
        await field.EvaluateAsync(
            """
            control => {
              window.keyTimes = [];
              let pressed = 0;
              control.addEventListener('keydown', () => pressed = performance.now());
              control.addEventListener('input', () => requestAnimationFrame(() => setTimeout(() => window.keyTimes.push(performance.now() - pressed))));
            }
            """);
        for (var key = 0; key < Keys; key++)
        {
            await page.Keyboard.PressAsync($"{key % 10}");
            await page.WaitForTimeoutAsync(Pause);
        }

        await page.WaitForFunctionAsync($"window.keyTimes.length >= {Keys}");
        var (expected, typed) = (string.Concat(Enumerable.Range(0, Keys).Select(k => k % 10)), await field.InputValueAsync());
        if (typed != expected)
        {
            throw new InvalidOperationException($"Expected {expected} in the field, but found {typed}.");
        }

        return await page.EvaluateAsync<double[]>("window.keyTimes");
    }

    /// <summary>From the last key of a number to the frame in which the total over the table follows it; nobody leaves the field.</summary>
    private static async Task<double> FollowAsync(IPage page, char digit)
    {
        var field = page.Locator($"[data-test=field-{ScreenWorkload.Number}]");
        await field.FocusAsync();
        await field.EvaluateAsync(
            """
            (control, total) => {
              window.followed = null;
              const shown = () => document.querySelector(`[data-field=${total}]`).innerText;
              const before = shown();
              control.addEventListener('keydown', () => {
                const began = performance.now();
                const look = () => shown() === before ? requestAnimationFrame(look) : requestAnimationFrame(() => window.followed = performance.now() - began);
                look();
              }, { once: true });
            }
            """,
            ScreenWorkload.Total);
        await page.Keyboard.PressAsync($"{digit}");
        await page.WaitForFunctionAsync("window.followed !== null");
        return await page.EvaluateAsync<double>("window.followed");
    }
}
