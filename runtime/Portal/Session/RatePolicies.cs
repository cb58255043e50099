namespace LowCode.Portal.Session;

/// <summary>Names of the rate limits by client address that pages and endpoints ask for; Host sets their size.</summary>
public static class RatePolicies
{
    public const string SignIn = "sign-in";

    /// <summary>Routes for the public without an account.</summary>
    public const string Public = "public";
}
