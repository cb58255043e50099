using System.Globalization;
using LowCode.Work.Stores;
using Microsoft.AspNetCore.Components;

namespace LowCode.Portal.Layout;

/// <summary>Appears when the store fails and goes when it works again, by itself.</summary>
public sealed partial class StoreNotice
{
    private CultureInfo _culture = CultureInfo.CurrentUICulture;

    [Inject]
    public required StoreState Store { get; set; }

    public void Dispose() => Store.Changed -= Show;

    protected override void OnInitialized()
    {
        _culture = CultureInfo.CurrentUICulture;
        Store.Changed += Show;
    }

    // Raised by whoever met the failure, in that one's language.
    private void Show() => _ = InvokeAsync(() =>
    {
        CultureInfo.CurrentUICulture = _culture;
        StateHasChanged();
    });
}
