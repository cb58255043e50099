using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Xunit;

namespace LowCode.Tests.Component.Http;

/// <summary>What a browser, or a program with its session, does over HTTP.</summary>
internal static partial class BrowserSteps
{
    public static async Task<HttpResponseMessage> SignInAsync(this HttpClient browser, string tenant, string login, string password, string? returnUrl = null)
    {
        var page = "/sign-in" + (returnUrl is null ? "" : "?returnUrl=" + Uri.EscapeDataString(returnUrl));
        var fields = new Dictionary<string, string>
        {
            ["_handler"] = "sign-in",
            ["__RequestVerificationToken"] = await browser.TokenAsync("/sign-in"),
            ["Form.Tenant"] = tenant,
            ["Form.Login"] = login,
            ["Form.Password"] = password,
        };
        using var form = new FormUrlEncodedContent(fields);
        return await browser.PostAsync(page, form, TestContext.Current.CancellationToken);
    }

    /// <summary>The antiforgery token of a page.</summary>
    public static async Task<string> TokenAsync(this HttpClient browser, string page)
    {
        var html = await browser.GetStringAsync(page, TestContext.Current.CancellationToken);
        return TokenField().Match(html).Groups[1].Value;
    }

    /// <summary>Reports an event and gives the case's number.</summary>
    public static async Task<string> ReportAsync(this HttpClient browser, string title)
    {
        var data = new JsonObject
        {
            ["title"] = title,
            ["description"] = "路面塌陷",
            ["classCode"] = "E13-01-12",
            ["address"] = "望澜路 1 号",
            ["channel"] = "grid",
        };
        var body = new JsonObject { ["caseType"] = "event", ["data"] = data, ["operationId"] = Guid.NewGuid().ToString() };
        using var answer = await browser.PostAsJsonAsync("/api/cases", body, TestContext.Current.CancellationToken);
        var opened = await answer.JsonAsync();
        Assert.True(answer.IsSuccessStatusCode, opened.ToJsonString());
        return (string)opened["number"]!;
    }

    /// <summary>Id of the open task of a case that this person may do.</summary>
    public static async Task<string> TaskOfAsync(this HttpClient browser, string number)
    {
        var tasks = await browser.GetFromJsonAsync<JsonObject>($"/api/tasks?text={number}", TestContext.Current.CancellationToken);
        return (string)Assert.Single(tasks!["rows"]!.AsArray())!["taskId"]!;
    }

    public static Task<HttpResponseMessage> CompleteAsync(this HttpClient browser, string task, string outcome, JsonObject data)
    {
        var body = new JsonObject { ["outcome"] = outcome, ["data"] = data, ["operationId"] = Guid.NewGuid().ToString() };
        return browser.PostAsJsonAsync($"/api/tasks/{task}/complete", body, TestContext.Current.CancellationToken);
    }

    public static async Task<JsonObject> JsonAsync(this HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken))!;

    [GeneratedRegex("__RequestVerificationToken\" value=\"([^\"]+)")]
    private static partial Regex TokenField();
}
