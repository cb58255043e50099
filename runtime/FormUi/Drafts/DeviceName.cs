using LowCode.FormUi.Browser;
using Microsoft.JSInterop;

namespace LowCode.FormUi.Drafts;

/// <summary>What people call the device before them: <c>Windows · Edge</c>.</summary>
public static class DeviceName
{
    /// <summary>Null: the browser does not say.</summary>
    public static async Task<string?> OfAsync(IJSRuntime js)
    {
        await using var script = new FormScript(js);
        return await script.DeviceNameAsync();
    }
}
