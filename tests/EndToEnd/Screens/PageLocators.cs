using Microsoft.Playwright;

namespace LowCode.Tests.EndToEnd.Screens;

internal static class PageLocators
{
    /// <summary>The element that the page marks for tests; where phone and desk have one each, the visible one.</summary>
    public static ILocator Test(this IPage page, string name) => page.Locator($"[data-test='{name}']:visible");

    public static ILocator Test(this ILocator within, string name) => within.Locator($"[data-test='{name}']");

    /// <summary>Clicks before the circuit is up are lost, so tests wait for it as people do for the page.</summary>
    public static Task InteractiveAsync(this IPage page) =>
        page.Locator("[data-interactive=true]").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
}
