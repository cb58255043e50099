using Microsoft.AspNetCore.Components;

namespace LowCode.Portal.Session;

/// <summary>Sends a browser without a session to the sign-in page and back afterwards.</summary>
public sealed class SignInRedirect(NavigationManager navigation) : ComponentBase
{
    protected override void OnInitialized() =>
        navigation.NavigateTo(
            $"sign-in?returnUrl={Uri.EscapeDataString("/" + navigation.ToBaseRelativePath(navigation.Uri))}",
            forceLoad: true);
}
