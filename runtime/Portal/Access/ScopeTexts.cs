namespace LowCode.Portal.Access;

/// <summary>Scopes in words.</summary>
public static class ScopeTexts
{
    /// <exception cref="InvalidOperationException">The scope has no text.</exception>
    public static string Of(string scope) =>
        Texts.ResourceManager.GetString("Scope." + scope, Texts.Culture) ?? throw new InvalidOperationException($"Expected a text for the scope {scope}.");
}
