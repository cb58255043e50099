using System.Globalization;
using Bunit;
using LowCode.Portal.Layout;
using LowCode.Portal.Live;
using LowCode.Work.Stores;
using Microsoft.Data.Sqlite;
using Xunit;

namespace LowCode.Tests.Component.Portal;

/// <summary>What people see while the store fails.</summary>
public sealed class StoreNoticeTests
{
    private static readonly SqliteException _full = new("database or disk is full", 13);

    [Theory]
    [InlineData("zh-CN", "存储空间已满")]
    [InlineData("en", "no room left")]
    public async Task Notice_appears_in_the_readers_language_whoever_met_the_failure_and_goes_by_itself(string language, string words)
    {
        await using var screen = await PortalScreen.OpenAsync(language);
        var store = screen.Get<StoreState>();
        var notice = screen.ShowPublic<StoreNotice>("/");
        Assert.Empty(notice.FindAll("[data-test=store-notice]"));

        await NoteElsewhereAsync(store, language == "en" ? "zh-CN" : "en");

        notice.WaitForAssertion(() => Assert.Contains(words, notice.Find("[data-test=store-notice]").TextContent, StringComparison.Ordinal));
        Assert.Equal("alert", notice.Find("[data-test=store-notice]").GetAttribute("role"));
        store.NoteWorks();
        notice.WaitForAssertion(() => Assert.Empty(notice.FindAll("[data-test=store-notice]")));
    }

    [Fact]
    public async Task Screen_that_could_not_be_read_says_why_and_is_read_when_the_store_works_again()
    {
        await using var screen = await PortalScreen.OpenAsync();
        var isFull = true;
        var fetched = screen.ShowPublic<Fetched<string>>("/", p => p
            .Add(f => f.Read, _ => isFull ? throw _full : Task.FromResult("内容"))
            .Add(f => f.ChildContent, value => value));
        Assert.Contains("存储空间已满", fetched.Find("[data-test=notice]").TextContent, StringComparison.Ordinal);

        isFull = false;
        screen.Get<StoreState>().NoteWorks();

        fetched.WaitForAssertion(() => Assert.Equal("内容", fetched.Find(".fetched").TextContent));
    }

    [Fact]
    public async Task Disk_that_is_full_under_attachments_is_the_stores_matter_too()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "This system has no file that is always full.");
        await using var screen = await PortalScreen.OpenAsync();

        var failure = await Assert.ThrowsAsync<IOException>(() => File.WriteAllTextAsync("/dev/full", "content", PortalScreen.Cancellation));

        Assert.Equal(StoreProblem.Full, screen.Get<StoreState>().Note(failure));
    }

    [Fact]
    public async Task Failure_that_is_a_bug_is_no_matter_of_the_store()
    {
        await using var screen = await PortalScreen.OpenAsync();
        var store = screen.Get<StoreState>();

        Assert.Null(store.Note(new InvalidOperationException("bug")));
        Assert.Null(store.Note(new SqliteException("constraint failed", 19)));
        Assert.Null(store.Trouble);
    }

    // A background job, or somebody who speaks another language.
    private static Task NoteElsewhereAsync(StoreState store, string language)
    {
        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(
                () =>
                {
                    CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
                    store.Note(_full);
                },
                PortalScreen.Cancellation);
        }
    }
}
