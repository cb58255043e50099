using System.Net;
using LowCode.Host.Sessions;
using LowCode.Portal.Session;
using LowCode.Work.People;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LowCode.Tests.Component.Http;

[Collection<HostCollection>]
public sealed class SessionTests(RunningHost host)
{
    private const string Password = "lowcode-demo";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Right_password_opens_a_session_that_scripts_cannot_read()
    {
        using var browser = host.Browser();

        using var answer = await browser.SignInAsync("demo", "grid", Password);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("lowcode-session=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        using var page = await browser.GetAsync("/tasks", Cancellation);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Theory]
    [InlineData("demo", "grid", "wrong-password")]
    [InlineData("demo", "nobody", Password)]
    [InlineData("nowhere", "grid", Password)]
    public async Task Refusal_is_the_same_whatever_was_wrong(string tenant, string login, string password)
    {
        using var browser = host.Browser();

        using var answer = await browser.SignInAsync(tenant, login, password);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain(answer.Headers, h => h.Key == "Set-Cookie" && h.Value.Any(c => c.StartsWith("lowcode-session=", StringComparison.Ordinal)));
        Assert.Contains("sign-in-error", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/cases?phase=open", "/cases?phase=open")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    public async Task Sign_in_leads_only_to_pages_of_this_site(string asked, string reached)
    {
        using var browser = host.Browser();

        using var answer = await browser.SignInAsync("demo", "grid", Password, asked);

        Assert.Equal(reached, new Uri(new Uri("http://localhost"), answer.Headers.Location!).PathAndQuery);
    }

    [Fact]
    public async Task Sign_out_needs_the_page_it_was_clicked_on()
    {
        using var browser = await host.SignedInAsync("grid");

        using var foreign = await browser.PostAsync("/sign-out", new FormUrlEncodedContent([]), Cancellation);
        using var token = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = await browser.TokenAsync("/tasks") });
        using var own = await browser.PostAsync("/sign-out", token, Cancellation);
        using var page = await browser.GetAsync("/tasks", Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, foreign.StatusCode);
        Assert.Equal("/sign-in", own.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
    }

    [Theory]
    [InlineData("same-site", HttpStatusCode.Unauthorized)]
    [InlineData("cross-site", HttpStatusCode.Unauthorized)]
    [InlineData("same-origin", HttpStatusCode.NotFound)]
    [InlineData(null, HttpStatusCode.NotFound)]
    public async Task Session_counts_for_no_post_of_a_foreign_page_and_stays_open(string? site, HttpStatusCode expected)
    {
        using var browser = await host.SignedInAsync("admin");
        using var post = new HttpRequestMessage(HttpMethod.Post, "/elsa/api/cancel/workflow-instances/nothing");
        if (site is not null)
        {
            post.Headers.Add("Sec-Fetch-Site", site);
        }

        using var answer = await browser.SendAsync(post, Cancellation);
        using var page = await browser.GetAsync("/tasks", Cancellation);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task Session_ends_when_its_security_stamp_is_another()
    {
        var check = host.App.Services.GetRequiredService<SessionCheck>();
        var person = (await host.App.Services.GetRequiredService<IDirectory>().PersonAsync(new("demo"), "grid", Cancellation))!;

        Assert.True(await check.HoldsAsync(ActorClaims.PrincipalOf(person), Cancellation));
        Assert.False(await check.HoldsAsync(ActorClaims.PrincipalOf(person with { SecurityStamp = "older" }), Cancellation));
        Assert.False(await check.HoldsAsync(ActorClaims.PrincipalOf(person with { Login = "nobody" }), Cancellation));
        Assert.True(await check.HoldsAsync(ActorClaims.PrincipalOf(person), Cancellation));
    }
}
