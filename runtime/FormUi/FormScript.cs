using Microsoft.JSInterop;

namespace LowCode.FormUi;

/// <summary>The few things that only the browser can do for a form.</summary>
internal sealed class FormScript(IJSRuntime js) : IAsyncDisposable
{
    private IJSObjectReference? _module;

    public async Task FocusAsync(string elementId) => await (await ModuleAsync()).InvokeVoidAsync("focusOn", elementId);

    public async Task<FoundPosition> CurrentPositionAsync() => await (await ModuleAsync()).InvokeAsync<FoundPosition>("currentPosition");

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The page is gone and its module with it.
        }
    }

    private async Task<IJSObjectReference> ModuleAsync() =>
        _module ??= await js.InvokeAsync<IJSObjectReference>("import", "./_content/LowCode.FormUi/form.js");
}

/// <param name="Failure">Null: found; <c>denied</c>: not permitted; <c>unavailable</c>: not found in time.</param>
/// <param name="Accuracy">Radius in metres.</param>
internal sealed record FoundPosition(string? Failure, decimal Lon, decimal Lat, double Accuracy);
