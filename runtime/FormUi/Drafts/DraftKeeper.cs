using LowCode.Definitions.Forms.Sessions;

namespace LowCode.FormUi.Drafts;

/// <summary>
/// Keeps what is entered while it is being entered: a moment after the last change, and every few seconds while changes go on. What the place holds never
/// comes back into the form by itself. For one screen; all calls come from its thread.
/// </summary>
public sealed class DraftKeeper : IAsyncDisposable
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(800);
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(5);

    private readonly DraftPlace _place;
    private readonly TimeProvider _time;
    private readonly Func<FormEntries?> _entries;
    private readonly ITimer _timer;
    private readonly SemaphoreSlim _one = new(1);
    private bool _isStopped;
    private long _since;

    /// <param name="dispatch">Runs something on the screen's thread.</param>
    /// <param name="entries">What is entered now; null: the form is not there yet.</param>
    /// <param name="opened">The draft that the form was opened with.</param>
    public DraftKeeper(DraftPlace place, TimeProvider time, Func<Func<Task>, Task> dispatch, Func<FormEntries?> entries, KeptDraft? opened)
    {
        ArgumentNullException.ThrowIfNull(time);
        (_place, _time, _entries, Draft) = (place, time, entries, opened);
        _timer = time.CreateTimer(_ => _ = dispatch(FlushAsync), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Something to be shown changed.</summary>
    public event Action? Changed;

    /// <summary>As it was kept last; null: nothing is kept yet.</summary>
    public KeptDraft? Draft { get; private set; }

    /// <summary>Something was entered that is not kept yet.</summary>
    public bool IsUnsaved { get; private set; }

    /// <summary>Why it could not be kept; null: it was.</summary>
    public string? Problem { get; private set; }

    /// <summary>The draft was submitted or thrown away elsewhere, and what stands here became another one.</summary>
    public bool WasGone { get; private set; }

    /// <summary>Something was entered.</summary>
    public void Touch()
    {
        if (_isStopped)
        {
            return;
        }

        if (!IsUnsaved)
        {
            IsUnsaved = true;
            _since = _time.GetTimestamp();
            Changed?.Invoke();
        }

        var left = _longest - _time.GetElapsedTime(_since);
        _timer.Change(left < _pause ? (left > TimeSpan.Zero ? left : TimeSpan.Zero) : _pause, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Keeps what is not kept yet, now.</summary>
    public Task FlushAsync() => IsUnsaved ? KeepAsync(forgetsOther: false) : Task.CompletedTask;

    /// <summary>What another device had is not wanted any more.</summary>
    public Task ForgetOtherAsync() => KeepAsync(forgetsOther: true);

    /// <summary>From now on nothing is kept: the form is being submitted. Waits for what is under way.</summary>
    public async Task StopAsync()
    {
        _isStopped = true;
        await _one.WaitAsync();
        _one.Release();
    }

    /// <summary>It was not submitted after all.</summary>
    public void Resume()
    {
        _isStopped = false;
        if (IsUnsaved)
        {
            _timer.Change(_pause, Timeout.InfiniteTimeSpan);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        await FlushAsync();
        _isStopped = true;
    }

    private async Task KeepAsync(bool forgetsOther)
    {
        await _one.WaitAsync();
        try
        {
            if (_isStopped || (!IsUnsaved && !forgetsOther) || _entries() is not { } entries)
            {
                return;
            }

            var known = Draft;

            // What is entered meanwhile is unsaved again.
            IsUnsaved = false;
            var outcome = await _place.Keep(new DraftToKeep(entries, known?.DraftId, known?.Revision, forgetsOther), CancellationToken.None);
            Problem = outcome.Problem;
            if (outcome.Draft is { } draft)
            {
                WasGone |= known is not null && known.DraftId != draft.DraftId;
                Draft = draft;
            }
            else
            {
                IsUnsaved = true;
                _since = _time.GetTimestamp();
                _isStopped |= outcome.Next == AfterRefusal.GiveUp;
                if (outcome.Next == AfterRefusal.TryAgain)
                {
                    Retry();
                }
            }
        }
        finally
        {
            _one.Release();
        }

        Changed?.Invoke();
    }

    private void Retry()
    {
        try
        {
            _timer.Change(_longest, Timeout.InfiniteTimeSpan);
        }
        catch (ObjectDisposedException)
        {
            // The screen is gone: it was the last try.
        }
    }
}
