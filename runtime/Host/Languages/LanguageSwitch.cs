using LowCode.Host.Http;
using LowCode.Portal.Session;
using Microsoft.AspNetCore.Localization;

namespace LowCode.Host.Languages;

/// <summary>The language of a screen: Chinese, unless the reader chose English (a cookie). Programs ask by Accept-Language.</summary>
public static class LanguageSwitch
{
    private static readonly Task<ProviderCultureResult?> NullProviderCultureResult = Task.FromResult<ProviderCultureResult?>(null);

    public static readonly string[] Languages = ["zh-CN", "en"];

    private const string CookieName = "lowcode-language";

    public static IServiceCollection AddLanguages(this IServiceCollection services) =>
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.SetDefaultCulture(Languages[0]).AddSupportedCultures(Languages).AddSupportedUICultures(Languages);
            options.RequestCultureProviders =
            [
                new CookieRequestCultureProvider { CookieName = CookieName },

                // Programs say it with each request; on screens people choose, whatever their browser prefers.
                new CustomRequestCultureProvider(http => Audience.IsPrograms(http)
                    ? new AcceptLanguageHeaderRequestCultureProvider().DetermineProviderCultureResult(http)
                    : NullProviderCultureResult),
            ];
        });

    public static void MapLanguages(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/language/{culture}", (string culture, string? returnUrl, HttpContext http, TimeProvider time) =>
        {
            if (!Languages.Contains(culture, StringComparer.Ordinal))
            {
                return Results.NotFound();
            }

            http.Response.Cookies.Append(
                CookieName,
                CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture)),
                new CookieOptions { Expires = time.GetUtcNow().AddYears(1), SameSite = SameSiteMode.Lax, HttpOnly = true, Secure = http.Request.IsHttps });
            return Results.LocalRedirect(LocalUrl.OrHome(returnUrl));
        }).AllowAnonymous();
}
