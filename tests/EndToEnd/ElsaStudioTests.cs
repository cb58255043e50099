using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LowCode.Tests.EndToEnd.Running;
using Xunit;

namespace LowCode.Tests.EndToEnd;

/// <summary>The genuine Elsa Studio opens, edits, saves, publishes and runs definitions here and shows what they did.</summary>
public sealed class ElsaStudioTests(Product product, ITestOutputHelper output)
{
    private const string Conformance = "../shared/conformance";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("probes/p08-implicit-join.json")]
    [InlineData("definitions/WorkflowCompletion/hello-world.json")]
    public async Task Definition_goes_through_every_step_of_the_driver(string definition)
    {
        var folder = Path.Combine(Places.Root, Conformance);
        Assert.SkipUnless(Directory.Exists(Path.Combine(folder, "elsa-studio")), $"{Conformance}/elsa-studio is not there.");
        var driver = await StudioDriver.InstallAsync(Path.Combine(folder, "elsa-studio"), Cancellation);
        using var program = new HttpClient { BaseAddress = product.Host.Address };
        var key = await KeyAsync(program);
        var document = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "elsa", definition), Cancellation))!;
        using var imported = await program.PostAsJsonAsync("/elsa/api/workflow-definitions/import", document, Cancellation);
        var id = (string)(await imported.Content.ReadFromJsonAsync<JsonObject>(Cancellation))!["definitionId"]!;

        var steps = await driver.DriveAsync(product.Host.Address, id, key, Cancellation);

        steps.ForEach(s => output.WriteLine(s.ToJsonString()));
        Assert.Equal(18, steps.Count(s => (string)s["step"]! != "summary"));
        Assert.Equal([], steps.Where(s => !(bool)s["ok"]!).Select(s => $"{s["step"]}: {s["detail"]}"));
    }

    private static async Task<string> KeyAsync(HttpClient program)
    {
        using var signedIn = await program.PostAsJsonAsync("/api/sign-in", new { tenant = "demo", login = "admin", password = Product.DemoPassword }, Cancellation);
        var token = (await signedIn.Content.ReadFromJsonAsync<JsonObject>(Cancellation))!;
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)token["accessToken"]!);
        string[] scopes =
        [
            "read:workflow-definitions", "write:workflow-definitions", "publish:releases", "exec:workflow-definitions", "read:workflow-instances",
        ];
        using var created = await program.PostAsJsonAsync("/api/api-keys", new { name = "studio", scopes }, Cancellation);
        var key = (string)(await created.Content.ReadFromJsonAsync<JsonObject>(Cancellation))!["text"]!;
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("ApiKey", key);
        return key;
    }
}
