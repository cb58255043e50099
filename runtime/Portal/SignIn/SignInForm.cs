
namespace LowCode.Portal.SignIn;

/// <summary>What the sign-in page posts.</summary>
public sealed class SignInForm
{
    public string? Tenant { get; set; }

    public string? Login { get; set; }

    public string? Password { get; set; }
}
