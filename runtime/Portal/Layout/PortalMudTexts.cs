using Microsoft.Extensions.Localization;
using MudBlazor;

namespace LowCode.Portal.Layout;

/// <summary>What MudBlazor's own buttons say to screen readers; it speaks English where this does not know better.</summary>
internal sealed class PortalMudTexts : MudLocalizer
{
    public override LocalizedString this[string key] => key switch
    {
        "MudSnackbar_Close" or "MudDialog_Close" or "MudAlert_Close" => new LocalizedString(key, Texts.Close),
        _ => new LocalizedString(key, key, resourceNotFound: true),
    };
}
