using Microsoft.JSInterop;

namespace LowCode.FormUi.Browser;

/// <summary>A script of this room, loaded when it is first asked for. What is asked after the page is gone is answered by nothing.</summary>
internal sealed class BrowserModule(IJSRuntime js, string name) : IAsyncDisposable
{
    private IJSObjectReference? _module;

    /// <summary>Ignores a page that is gone, and a script that failed: a map that cannot be drawn must not take along what was typed.</summary>
    public async Task CallAsync(string function, params object?[] values)
    {
        try
        {
            await (await ModuleAsync()).InvokeVoidAsync(function, values);
        }
        catch (Exception e) when (e is JSDisconnectedException or JSException)
        {
            // The browser's console has it.
        }
    }

    public async Task<T> AskAsync<T>(string function, params object?[] values) => await (await ModuleAsync()).InvokeAsync<T>(function, values);

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
        _module ??= await js.InvokeAsync<IJSObjectReference>("import", $"./_content/LowCode.FormUi/{name}.js");
}
