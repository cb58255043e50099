using Microsoft.JSInterop;

namespace LowCode.FormUi.Browser;

/// <summary>The few things that only the browser can do for a form.</summary>
internal sealed class FormScript(IJSRuntime js) : IAsyncDisposable
{
    private readonly BrowserModule _module = new(js, "form");

    public Task FocusAsync(string elementId) => _module.CallAsync("focusOn", elementId);

    public Task ScrollToAsync(string elementId) => _module.CallAsync("scrollTo", elementId);

    /// <summary>From now on texts are told while they are typed, but never in the middle of a composition.</summary>
    public Task ListenAsync(string formId) => _module.CallAsync("listen", formId);

    public Task<FoundPosition> CurrentPositionAsync() => _module.AskAsync<FoundPosition>("currentPosition");

    /// <summary>Null: the browser does not say, or is gone.</summary>
    public async Task<string?> DeviceNameAsync()
    {
        try
        {
            return await _module.AskAsync<string?>("deviceName");
        }
        catch (Exception e) when (e is JSDisconnectedException or JSException or OperationCanceledException)
        {
            return null;
        }
    }

    public ValueTask DisposeAsync() => _module.DisposeAsync();
}

/// <param name="Failure">Null: found; <c>denied</c>: not permitted; <c>unavailable</c>: not found in time.</param>
/// <param name="Accuracy">Radius in metres.</param>
internal sealed record FoundPosition(string? Failure, decimal Lon, decimal Lat, double Accuracy);
