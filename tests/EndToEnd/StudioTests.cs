using System.Text.Json.Nodes;
using LowCode.Tests.EndToEnd.Running;
using Microsoft.Playwright;
using Xunit;

namespace LowCode.Tests.EndToEnd;

/// <summary>The genuine Elsa Studio, brought by npm, on this server: what people do with it.</summary>
public sealed class StudioTests(StudioSite site) : IClassFixture<StudioSite>
{
    private const string RunIcon = "M8 5v14l11-7z";

    [Fact]
    public async Task Definitions_are_created_duplicated_exported_imported_and_deleted()
    {
        var page = site.Page("create, duplicate, export, import, delete");
        await site.AskAsync("POST", "/workflow-definitions", new { model = StudioProcesses.Waiting("travelling"), publish = true });

        await ListAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create workflow" }).First.ClickAsync();
        await Dialog(page).Locator("input").First.FillAsync("made by hand");
        await Dialog(page).Locator("input").First.PressAsync("Tab");
        await ConfirmAsync(page);
        await page.WaitForURLAsync("**/edit");
        await page.Locator(".mud-expand-panel-header").First.WaitForAsync();
        await site.ShotAsync("created");

        await ListAsync(page);
        await RowMenuAsync(page, "travelling", "Duplicate");
        await ConfirmAsync(page);
        await UntilAsync(async () => await IsThereAsync("Duplicate of travelling"));

        // Studio's list is loaded once more by itself, and forgets that where it is busy with the loading before.
        await ListAsync(page);
        await page.Locator("tbody tr", new() { HasText = "Duplicate of travelling" }).WaitForAsync();

        await RowMenuAsync(page, "made by hand", "Delete");
        await ConfirmAsync(page);
        await page.Locator("tbody tr", new() { HasText = "made by hand" }).WaitForAsync(new() { State = WaitForSelectorState.Detached });

        var download = await page.RunAndWaitForDownloadAsync(async () =>
        {
            await page.Locator("tbody tr td", new() { HasTextRegex = new("^travelling$") }).First.Locator("xpath=ancestor::tr").Locator("td").Last.Locator("button").ClickAsync();
            await page.Locator(".mud-popover-open").GetByText("Export", new() { Exact = true }).ClickAsync();
            await ConfirmAsync(page);
        });
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".json");
        await download.SaveAsAsync(file);
        var exported = JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!.AsObject();
        exported["definitionId"] = "brought-back";
        exported["name"] = "brought back";
        await File.WriteAllTextAsync(file, exported.ToJsonString(), TestContext.Current.CancellationToken);
        await page.Locator(".mud-button-group-root button").Last.ClickAsync();
        var chooser = await page.RunAndWaitForFileChooserAsync(() => page.Locator(".mud-popover-open").GetByText("Import", new() { Exact = true }).ClickAsync());
        await chooser.SetFilesAsync(file);
        await page.Locator("tbody tr", new() { HasText = "brought back" }).WaitForAsync();
        File.Delete(file);
        await site.ShotAsync("imported");

        var (found, _) = await site.AskAsync("GET", "/workflow-definitions?versionOptions=Latest");
        Assert.Contains(found["items"]!.AsArray(), d => (string)d!["definitionId"]! == "brought-back");
    }

    [Fact]
    public async Task Definitions_are_retracted_and_published_in_bulk()
    {
        var page = site.Page("bulk retract, bulk publish");
        await site.AskAsync("POST", "/workflow-definitions", new { model = StudioProcesses.Waiting("bulk-one"), publish = true });
        await site.AskAsync("POST", "/workflow-definitions", new { model = StudioProcesses.Waiting("bulk-two"), publish = true });

        await ListAsync(page);
        await BulkAsync(page, "Unpublish");
        await UntilAsync(async () => !await IsPublishedAsync("bulk-one") && !await IsPublishedAsync("bulk-two"));
        await ListAsync(page);
        await BulkAsync(page, "Publish");
        await UntilAsync(async () => await IsPublishedAsync("bulk-one") && await IsPublishedAsync("bulk-two"));
        await site.ShotAsync("bulk");
    }

    [Fact]
    public async Task Waiting_instance_is_run_and_goes_on_before_the_viewers_eyes()
    {
        var page = site.Page("run, live update");
        var joined = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        page.WebSocket += (_, socket) => socket.FrameSent += (_, frame) =>
        {
            if (frame.Text?.Contains("ObserveInstance", StringComparison.Ordinal) == true)
            {
                joined.TrySetResult();
            }
        };
        await site.AskAsync("POST", "/workflow-definitions", new { model = StudioProcesses.Waiting("live"), publish = true });
        await page.GotoAsync("/studio/workflows/definitions/live/edit");
        await page.Locator(".x6-node").First.WaitForAsync();

        await page.Locator($"button.mud-icon-button:has(path[d^=\"{RunIcon}\"])").First.ClickAsync();
        await page.WaitForURLAsync("**/studio/workflows/instances/*/view");
        await page.Locator(".mud-timeline-item", new() { HasText = "Suspended" }).First.WaitForAsync();
        await page.EvaluateAsync("window.notReloaded = true");

        // Who has not joined yet is not told.
        await joined.Task.WaitAsync(TimeSpan.FromSeconds(90), TestContext.Current.CancellationToken);
        await site.AskAsync("POST", "/events/Go/trigger", new { workflowInstanceId = page.Url.Split('/')[^2] });

        await page.GetByText("Finished", new() { Exact = true }).First.WaitForAsync();
        await site.ShotAsync("live");
        Assert.True(await page.EvaluateAsync<bool>("window.notReloaded === true"));
    }

    [Fact]
    public async Task Fault_is_shown_as_an_incident_and_gone_after_it_was_mended()
    {
        var page = site.Page("incident, retry");
        await site.AskAsync("POST", "/workflow-definitions", new { model = StudioProcesses.Faulting("faulty"), publish = true });
        var id = await StartAsync("faulty");

        await page.GotoAsync($"/studio/workflows/instances/{id}/view");
        await page.Locator(".mud-timeline-item", new() { HasText = "Faulted" }).First.WaitForAsync();
        await page.Locator(".mud-tab", new() { HasText = "Incidents" }).ClickAsync();
        await page.GetByText("the papers are not ready").First.WaitForAsync();
        await site.ShotAsync("incident");
        await site.AskAsync("POST", $"/workflow-instances/{id}/variables", new { variables = new[] { new { id = "Ready", value = true } } });
        await site.AskAsync("POST", "/alterations/workflows/retry", new { workflowInstanceIds = new[] { id } });

        await page.ReloadAsync();
        await page.Locator(".mud-timeline-item", new() { HasText = "bad" }).Filter(new() { HasText = "Completed" }).First.WaitForAsync();
        await site.ShotAsync("mended");
    }

    [Fact]
    public async Task Instances_are_cancelled_and_deleted_from_their_list()
    {
        var page = site.Page("cancel, delete of instances");
        await site.AskAsync("POST", "/workflow-definitions", new { model = StudioProcesses.Waiting("listed"), publish = true });
        var id = await StartAsync("listed");

        await page.GotoAsync("/studio/workflows/instances");
        await RowMenuAsync(page, id, "Cancel");
        await ConfirmAsync(page);
        await UntilAsync(async () => (string)(await site.AskAsync("GET", $"/workflow-instances/{id}")).Body["subStatus"]! == "Cancelled");
        await page.ReloadAsync();
        await RowMenuAsync(page, id, "Delete");
        await ConfirmAsync(page);
        await page.Locator("tbody tr", new() { HasText = id }).WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await site.ShotAsync("instances");
    }

    [Fact]
    public async Task Pushed_address_that_is_loaded_anew_shows_the_instance_and_calls_no_process()
    {
        var page = site.Page("reload of a pushed address");
        await site.AskAsync("POST", "/workflow-definitions", new { model = StudioProcesses.Waiting("pushed"), publish = true });
        await site.AskAsync("POST", "/workflow-definitions", new { model = StudioProcesses.Called("shadowed", "instances/{id}/view"), publish = true });
        var id = await StartAsync("pushed");

        await page.GotoAsync($"/workflows/instances/{id}/view");

        await page.Locator(".x6-node").First.WaitForAsync();
        await site.ShotAsync("pushed");
        Assert.EndsWith($"/studio/workflows/instances/{id}/view", page.Url, StringComparison.Ordinal);
        Assert.Equal(0, (int)(await site.AskAsync("POST", "/workflow-instances", new { definitionId = "shadowed" })).Body["totalCount"]!);
    }

    [Fact]
    public async Task Variables_and_inputs_are_added_and_a_version_is_taken_back()
    {
        var page = site.Page("variables, inputs, version history, roll back");
        await site.AskAsync("POST", "/workflow-definitions", new { model = StudioProcesses.Faulting("edited"), publish = true });
        await page.GotoAsync("/studio/workflows/definitions/edited/edit");
        await page.Locator(".x6-node").First.WaitForAsync();

        await AddAsync(page, "Variables", "Add variable", "Counted");
        await UntilAsync(async () => Has(await LatestAsync("edited"), "variables", "Counted"));
        await AddAsync(page, "Input/output", "Add input", "Applicant");
        await UntilAsync(async () => Has(await LatestAsync("edited"), "inputs", "Applicant"));
        await site.AskAsync("POST", "/workflow-definitions/edited/publish", new { });
        await page.ReloadAsync();
        await page.Locator(".x6-node").First.WaitForAsync();
        await page.Locator(".mud-tab", new() { HasText = "Version history" }).ClickAsync();
        var old = page.Locator("tbody tr:visible").Filter(new() { Has = page.Locator("td", new() { HasTextRegex = new("^1$") }) }).Last;
        await old.Locator("td").Last.Locator("button").Last.ClickAsync();
        await site.ShotAsync("versions");
        await page.Locator(".mud-popover-open").GetByText(new System.Text.RegularExpressions.Regex("roll", System.Text.RegularExpressions.RegexOptions.IgnoreCase)).ClickAsync();
        await UntilAsync(async () => (int)(await LatestAsync("edited"))["version"]! == 3);

        Assert.False(Has(await LatestAsync("edited"), "variables", "Counted"));
    }

    private static async Task AddAsync(IPage page, string tab, string button, string name)
    {
        await page.Locator(".mud-tab", new() { HasText = tab }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();

        // Studio asks the server before it proposes a name of its own, and puts that over what was typed meanwhile.
        var input = Dialog(page).Locator("input").First;
        await Assertions.Expect(input).Not.ToHaveValueAsync("");
        await input.FillAsync(name);
        await input.PressAsync("Tab");
        await ConfirmAsync(page);
    }

    private static ILocator Dialog(IPage page) => page.Locator(".mud-dialog");

    private static async Task ConfirmAsync(IPage page)
    {
        await Dialog(page).GetByRole(AriaRole.Button).Last.ClickAsync();
        await Dialog(page).WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    private async Task<bool> IsThereAsync(string name) =>
        (await site.AskAsync("GET", "/workflow-definitions?versionOptions=Latest")).Body["items"]!.AsArray().Any(d => ((string)d!["name"]!).Contains(name, StringComparison.Ordinal));

    private static async Task ListAsync(IPage page)
    {
        await page.GotoAsync("/studio");
        await page.Locator("tbody tr").First.WaitForAsync();
    }

    private static async Task RowMenuAsync(IPage page, string row, string item)
    {
        await page.Locator("tbody tr", new() { HasText = row }).First.Locator("td").Last.Locator("button").ClickAsync();
        await page.Locator(".mud-popover-open").GetByText(item, new() { Exact = true }).ClickAsync();
    }

    private static async Task BulkAsync(IPage page, string item)
    {
        foreach (var row in new[] { "bulk-one", "bulk-two" })
        {
            await page.Locator("tbody tr", new() { HasText = row }).First.Locator("input[type=checkbox]").ClickAsync();
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Bulk actions" }).ClickAsync();
        await page.Locator(".mud-popover-open").GetByText(item, new() { Exact = true }).ClickAsync();
        await ConfirmAsync(page);
    }

    private static bool Has(JsonObject definition, string list, string name) => definition[list]?.AsArray().Any(v => (string?)v!["name"] == name) == true;

    /// <summary>Asks until it is so; the time limit of a step ends it.</summary>
    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (!await holds())
        {
            limit.Token.ThrowIfCancellationRequested();
        }
    }

    private async Task<JsonObject> LatestAsync(string definitionId) =>
        (await site.AskAsync("GET", $"/workflow-definitions/by-definition-id/{definitionId}?versionOptions=Latest")).Body;

    private async Task<bool> IsPublishedAsync(string definitionId) => (bool)(await LatestAsync(definitionId))["isPublished"]!;

    private async Task<string> StartAsync(string definitionId) =>
        (await site.AskAsync("POST", $"/workflow-definitions/{definitionId}/execute", new { })).Headers["x-elsa-workflow-instance-id"];
}
