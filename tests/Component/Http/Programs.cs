using System.Net.Http.Headers;
using LowCode.Definitions;
using LowCode.Definitions.Texts;
using LowCode.Work.Access;
using LowCode.Work.People;
using LowCode.Work.Tenants;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LowCode.Tests.Component.Http;

/// <summary>Programs that hold a key.</summary>
internal static class Programs
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Task<CreatedApiKey> KeyAsync(this RunningHost host, params string[] scopes) => host.KeyOfAsync("demo", scopes);

    public static async Task<CreatedApiKey> KeyOfAsync(this RunningHost host, string tenant, params string[] scopes)
    {
        var result = await host.App.Services.GetRequiredService<CreateApiKey>().HandleAsync(
            Actor.System(new TenantId(tenant)), new CreateApiKeyCommand("test", scopes), held: null, Cancellation);
        return result.Value!;
    }

    /// <summary>A tenant with nothing in it; one that is there stays.</summary>
    public static async Task TenantAsync(this RunningHost host, string tenant) =>
        Assert.True((await host.App.Services.GetRequiredService<CreateTenant>().HandleAsync(
            new CreateTenantCommand(tenant, LocalizedText.Of("另一个单位", "Another"), "Asia/Shanghai", IsDemo: false), Cancellation)).IsAccepted);

    public static HttpClient With(this RunningHost host, CreatedApiKey key) => host.With("ApiKey", key.Text);

    public static HttpClient With(this RunningHost host, string scheme, string credential)
    {
        var program = host.Browser();
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(scheme, credential);
        return program;
    }
}
