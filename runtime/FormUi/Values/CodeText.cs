using System.Text;

namespace LowCode.FormUi.Values;

/// <summary>Numbers that name somebody, without what is a matter of typing alone.</summary>
internal static class CodeText
{
    public static string? Tidy(string? typed) => typed?.Normalize(NormalizationForm.FormKC).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
}
