using System.Globalization;
using LowCode.Portal.Session;
using LowCode.Work.Changes;
using LowCode.Work.Stores;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;

namespace LowCode.Portal.Live;

/// <summary>
/// Reads what a screen shows, and reads it again when <see cref="Key"/> changes or, if <see cref="Live"/>, when a case changed. While
/// it reads again the old content stays, so nothing jumps and nothing that is being typed is lost.
/// </summary>
public sealed partial class Fetched<T> : IAsyncDisposable
    where T : class
{
    private CancellationTokenSource? _running;
    private LiveRefresh? _refresh;
    private T? _value;
    private bool _failed;
    private string? _problem;
    private CultureInfo _culture = CultureInfo.CurrentUICulture;
    private bool _reading;
    private bool _started;
    private object? _readKey;

    [Parameter, EditorRequired]
    public required Func<CancellationToken, Task<T>> Read { get; set; }

    /// <summary>What the reading depends on: filters, page, number. Compared by value.</summary>
    [Parameter]
    public object? Key { get; set; }

    /// <summary>Read again when cases of the tenant change.</summary>
    [Parameter]
    public bool Live { get; set; }

    [Parameter, EditorRequired]
    public required RenderFragment<T> ChildContent { get; set; }

    /// <summary>Shown until the first reading is there; default: grey lines.</summary>
    [Parameter]
    public RenderFragment? Waiting { get; set; }

    [CascadingParameter]
    public PortalSession? Session { get; set; }

    [Inject]
    public required ChangeFeed Changes { get; set; }

    [Inject]
    public required TimeProvider Time { get; set; }

    [Inject]
    public required StoreState Store { get; set; }

    [Inject]
    public required ILogger<Fetched<T>> Log { get; set; }

    public async ValueTask DisposeAsync()
    {
        Store.Changed -= LookAgain;
        if (_refresh is not null)
        {
            await _refresh.DisposeAsync();
        }

        _running?.Cancel();
        _running?.Dispose();
    }

    public Task ReadAgainAsync() => ReadAsync();

    protected override void OnInitialized()
    {
        _culture = CultureInfo.CurrentUICulture;
        Store.Changed += LookAgain;
        if (Live && Session is not null)
        {
            _refresh = new LiveRefresh(Changes, Session.Tenant.Id, null, Time, () => InvokeAsync(ReadAgainAsync));
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        if (!_started || !Equals(_readKey, Key))
        {
            _started = true;
            _readKey = Key;
            await ReadAsync();
        }
    }

    /// <summary>What could not be read is read by itself when the store works again.</summary>
    private void LookAgain()
    {
        if (Store.Trouble is null && _failed)
        {
            _ = InvokeAsync(() =>
            {
                CultureInfo.CurrentUICulture = _culture;
                return ReadAsync();
            });
        }
    }

    private async Task ReadAsync()
    {
        _running?.Cancel();
        var running = _running = new CancellationTokenSource();
        _reading = true;
        StateHasChanged();
        try
        {
            var value = await Read(running.Token);
            if (running != _running)
            {
                return;
            }

            _value = value;
            _failed = false;
        }
        catch (OperationCanceledException) when (running.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e) when (running == _running)
        {
            // Whatever broke (the database, a bug in a query): the screen offers to try again instead of dying.
            LogFailure(Log, e, typeof(T).Name);
            _problem = Store.Refusal(e)?.Message;
            _failed = true;
        }

        _reading = false;
        StateHasChanged();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Reading {What} for a screen failed")]
    private static partial void LogFailure(ILogger log, Exception exception, string what);
}
