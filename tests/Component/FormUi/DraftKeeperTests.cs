using System.Text.Json.Nodes;
using LowCode.Definitions.Forms.Sessions;
using LowCode.FormUi.Drafts;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace LowCode.Tests.Component.FormUi;

/// <summary>What is entered is kept while it is being entered, whatever the place says in between.</summary>
public sealed class DraftKeeperTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<DraftToKeep> _asked = [];
    private Func<DraftToKeep, DraftOutcome> _place = Kept;

    [Fact]
    public async Task What_was_too_large_is_not_tried_again_as_it_is_and_is_kept_once_it_is_shorter()
    {
        _place = draft => draft.Entries.Data["a"]!.GetValue<string>().Length > 5 ? new DraftOutcome(null, "too large", AfterRefusal.WaitForChange) : Kept(draft);
        var text = "too long";
        await using var keeper = Keeper(() => text);
        Enter(keeper);
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal((1, "too large", true), (_asked.Count, keeper.Problem, keeper.IsUnsaved));

        text = "short";
        Enter(keeper);

        Assert.Equal((2, null, false), (_asked.Count, keeper.Problem, keeper.IsUnsaved));
    }

    [Fact]
    public async Task Place_that_does_not_work_is_tried_again_and_one_that_takes_nothing_more_is_not()
    {
        _place = _ => new DraftOutcome(null, "away");
        await using var keeper = Keeper(() => "a");
        Enter(keeper);
        _place = _ => new DraftOutcome(null, "ended", AfterRefusal.GiveUp);
        _time.Advance(TimeSpan.FromSeconds(6));
        Enter(keeper);

        Assert.Equal((2, "ended"), (_asked.Count, keeper.Problem));
    }

    [Fact]
    public async Task Place_is_told_which_draft_the_screen_knows()
    {
        await using var keeper = Keeper(() => "a");
        Enter(keeper);
        Enter(keeper);

        Assert.Equal([(null, null), ("d1", 1L)], _asked.Select(a => (a.SeenDraft, a.Seen)));
    }

    private static DraftOutcome Kept(DraftToKeep draft) => new(new KeptDraft("d1", (draft.Seen ?? 0) + 1, DateTimeOffset.UnixEpoch, null, draft.Entries, null));

    private DraftKeeper Keeper(Func<string> text) => new(
        new DraftPlace((draft, _) =>
        {
            _asked.Add(draft);
            return Task.FromResult(_place(draft));
        }),
        _time,
        run => run(),
        () => FormEntries.Of(new JsonObject { ["a"] = text() }),
        null);

    private void Enter(DraftKeeper keeper)
    {
        keeper.Touch();
        _time.Advance(TimeSpan.FromSeconds(1));
    }
}
