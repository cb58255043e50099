using System.Globalization;
using LowCode.Definitions;
using LowCode.Portal.Session;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace LowCode.Portal.SignIn;

/// <summary>Plain HTML, because only a response can set the session cookie. The tenant that was used last is offered again.</summary>
public sealed partial class SignInPage
{
    private const string TenantCookie = "lowcode-tenant";

    private string? _error;

    [SupplyParameterFromForm]
    private SignInForm? Form { get; set; }

    [SupplyParameterFromQuery]
    private string? ReturnUrl { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = default!;

    [Inject]
    private Work.People.SignIn SignIn { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private string LanguageLink
    {
        get
        {
            var other = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" ? "en" : "zh-CN";
            var here = "/sign-in?returnUrl=" + Uri.EscapeDataString(LocalUrl.OrHome(ReturnUrl));
            return $"/language/{other}?returnUrl={Uri.EscapeDataString(here)}";
        }
    }

    protected override void OnInitialized() => Form ??= new SignInForm { Tenant = Http.Request.Cookies[TenantCookie] };

    private async Task SignInAsync()
    {
        if (Form is not { Tenant: { Length: > 0 } tenant, Login: { Length: > 0 } login, Password: { Length: > 0 } password })
        {
            _error = Texts.Get("sign-in.required");
            return;
        }

        var result = await SignIn.HandleAsync(new TenantId(tenant.Trim()), login.Trim(), password, Http.RequestAborted);
        if (!result.IsAccepted)
        {
            _error = result.Rejection.Message;
            return;
        }

        Http.Response.Cookies.Append(TenantCookie, tenant.Trim(), new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = Http.Request.IsHttps,
            Expires = Time.GetUtcNow().AddYears(1),
        });
        await Http.SignInAsync(ActorClaims.PrincipalOf(result.Value), new AuthenticationProperties { IsPersistent = false });
        Navigation.NavigateTo(LocalUrl.OrHome(ReturnUrl), forceLoad: true);
    }
}
