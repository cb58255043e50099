using Microsoft.AspNetCore.Components;

namespace LowCode.Portal.Layout;

/// <summary>Searches while one types, once the typing pauses.</summary>
public sealed partial class SearchBox : IDisposable
{
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(350);

    private CancellationTokenSource? _typing;
    private string? _start;

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>Shown when the page opens; later changes are the person's own.</summary>
    [Parameter]
    public string? Text { get; set; }

    [Parameter]
    public EventCallback<string?> OnSearch { get; set; }

    [Inject]
    public required TimeProvider Time { get; set; }

    public void Dispose()
    {
        _typing?.Cancel();
        _typing?.Dispose();
    }

    protected override void OnInitialized() => _start = Text;

    private async Task TypedAsync(ChangeEventArgs change)
    {
        _typing?.Cancel();
        _typing?.Dispose();
        _typing = new CancellationTokenSource();
        try
        {
            await Task.Delay(Pause, Time, _typing.Token);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        var text = change.Value?.ToString()?.Trim();
        await OnSearch.InvokeAsync(string.IsNullOrEmpty(text) ? null : text);
    }
}
