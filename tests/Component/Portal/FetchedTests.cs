using Bunit;
using LowCode.Portal.Live;
using Xunit;

namespace LowCode.Tests.Component.Portal;

/// <summary>Waiting, read, failed: what every screen shows while it reads.</summary>
public sealed class FetchedTests
{
    [Fact]
    public async Task Grey_lines_are_shown_until_the_reading_is_there()
    {
        await using var screen = await PortalScreen.OpenAsync();
        var answer = new TaskCompletionSource<string>();

        var fetched = Show(screen, _ => answer.Task);

        Assert.NotNull(fetched.Find("[data-test=loading] .mud-skeleton"));
        Assert.Equal("正在加载", fetched.Find("[data-test=loading]").GetAttribute("aria-label"));
        answer.SetResult("内容");
        fetched.WaitForAssertion(() => Assert.Equal("内容", fetched.Find(".fetched").TextContent));
        Assert.Empty(fetched.FindAll("[data-test=loading]"));
    }

    [Fact]
    public async Task Failure_is_said_and_can_be_tried_again()
    {
        await using var screen = await PortalScreen.OpenAsync();
        var broken = true;

        var fetched = Show(screen, _ => broken ? throw new IOException("the disk is gone") : Task.FromResult("内容"));

        Assert.Equal("alert", fetched.Find("[data-test=notice]").GetAttribute("role"));
        Assert.DoesNotContain("the disk is gone", fetched.Markup, StringComparison.Ordinal);
        broken = false;
        fetched.Find("[data-test=retry]").Click();
        fetched.WaitForAssertion(() => Assert.Equal("内容", fetched.Find(".fetched").TextContent));
    }

    [Fact]
    public async Task What_was_read_stays_when_reading_again_fails()
    {
        await using var screen = await PortalScreen.OpenAsync();
        var broken = false;
        var fetched = Show(screen, _ => broken ? throw new IOException("the disk is gone") : Task.FromResult("内容"));

        broken = true;
        await fetched.InvokeAsync(fetched.Instance.ReadAgainAsync);

        Assert.Equal("内容", fetched.Find(".fetched").TextContent);
        Assert.Contains("显示的可能不是最新内容", fetched.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_of_an_older_question_does_not_replace_that_of_a_newer_one()
    {
        await using var screen = await PortalScreen.OpenAsync();
        var first = new TaskCompletionSource<string>();
        var fetched = Show(screen, _ => first.Task, key: 1);

        fetched.Render(p => p.Add(f => f.Key, 2).Add(f => f.Read, _ => Task.FromResult("新的")));
        first.SetResult("旧的");

        fetched.WaitForAssertion(() => Assert.Equal("新的", fetched.Find(".fetched").TextContent));
    }

    private static IRenderedComponent<Fetched<string>> Show(PortalScreen screen, Func<CancellationToken, Task<string>> read, object? key = null) =>
        screen.ShowPublic<Fetched<string>>("/", p => p
            .Add(f => f.Read, read)
            .Add(f => f.Key, key)
            .Add(f => f.ChildContent, value => value));
}
