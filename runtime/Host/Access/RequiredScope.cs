namespace LowCode.Host.Access;

/// <summary>The scope that a key needs for an endpoint. An endpoint without one lets no key in.</summary>
/// <param name="Scope">Null: any key will do.</param>
internal sealed record RequiredScope(string? Scope);

internal static class RequiredScopes
{
    public static T RequireScope<T>(this T endpoint, string scope)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new RequiredScope(scope));

    /// <summary>For what tells nothing of the tenant: the description of the interface.</summary>
    public static T RequireAnyKey<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new RequiredScope(null));
}
