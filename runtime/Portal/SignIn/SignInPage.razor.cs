using LowCode.Definitions;
using LowCode.Portal.Session;
using LowCode.Work;
using LowCode.Work.People;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace LowCode.Portal.SignIn;

/// <summary>Plain HTML, because only a response can set the session cookie. The tenant that was used last is offered again.</summary>
public sealed partial class SignInPage
{
    private const string TenantCookie = "lowcode-tenant";

    private IReadOnlyList<Person> _demo = [];
    private string? _error;

    [SupplyParameterFromForm]
    private SignInForm? Form { get; set; }

    [SupplyParameterFromQuery]
    private string? ReturnUrl { get; set; }

    [SupplyParameterFromQuery]
    private string? Tenant { get; set; }

    [SupplyParameterFromQuery]
    private string? Login { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = default!;

    [Inject]
    private Work.People.SignIn SignIn { get; set; } = default!;

    [Inject]
    private IDirectory Directory { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private string Here => LinkFor(login: null);

    protected override async Task OnInitializedAsync()
    {
        Form ??= new SignInForm { Tenant = Tenant ?? Http.Request.Cookies[TenantCookie] ?? await DemoTenantAsync(), Login = Login };
        _demo = await DemoPeopleAsync(Form.Tenant);
    }

    private string LinkFor(string? login) =>
        Navigation.GetUriWithQueryParameters("/sign-in", new Dictionary<string, object?>
        {
            ["tenant"] = Form?.Tenant,
            ["login"] = login,
            ["returnUrl"] = ReturnUrl is null ? null : LocalUrl.OrHome(ReturnUrl),
        });

    /// <summary>A new installation offers its demo tenant; the codes of other tenants are nobody's business.</summary>
    private async Task<string?> DemoTenantAsync() =>
        (await Directory.TenantsAsync(Http.RequestAborted)).FirstOrDefault(t => t.IsDemo)?.Id.Value;

    private async Task<IReadOnlyList<Person>> DemoPeopleAsync(string? tenant) =>
        !string.IsNullOrWhiteSpace(tenant) && await Directory.TenantAsync(new TenantId(tenant.Trim()), Http.RequestAborted) is { IsDemo: true } demo
            ? [.. (await Directory.PeopleAsync(demo.Id, Http.RequestAborted)).Where(p => p.IsEnabled)]
            : [];

    private async Task SignInAsync()
    {
        if (Form is not { Tenant: { Length: > 0 } tenant, Login: { Length: > 0 } login, Password: { Length: > 0 } password })
        {
            _error = Texts.SignInRequired;
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
