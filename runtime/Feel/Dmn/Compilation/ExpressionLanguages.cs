namespace LowCode.Feel.Dmn.Compilation;

/// <summary>The names that documents give to FEEL.</summary>
internal static class ExpressionLanguages
{
    /// <summary>Every edition has its own address of FEEL; none is FEEL too.</summary>
    public static bool IsFeel(string? language) =>
        string.IsNullOrWhiteSpace(language)
        || language.Equals("feel", StringComparison.OrdinalIgnoreCase)
        || (language.Contains("omg.org/spec/DMN", StringComparison.OrdinalIgnoreCase) && language.TrimEnd('/').EndsWith("FEEL", StringComparison.OrdinalIgnoreCase));
}
