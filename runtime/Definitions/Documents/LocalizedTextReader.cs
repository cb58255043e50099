using System.Text.Json;
using System.Text.RegularExpressions;
using LowCode.Definitions.Texts;

namespace LowCode.Definitions.Documents;

/// <summary>Reads a language map. Chinese must be there, every text must say something.</summary>
internal static partial class LocalizedTextReader
{
    public static LocalizedText Read(JsonElement element, string path, ProblemList problems)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            problems.Add(path, "document.wrong-type", ProblemTexts.Of("kind.texts"), JsonKind.Of(element.ValueKind));
            return LocalizedText.Empty;
        }

        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            var at = JsonPointer.Append(path, member.Name);
            if (!IsLanguage(member.Name))
            {
                problems.Add(at, "text.unknown-language", member.Name);
            }
            else if (member.Value.ValueKind != JsonValueKind.String)
            {
                problems.Add(at, "document.wrong-type", JsonKind.Text, JsonKind.Of(member.Value.ValueKind));
            }
            else if (string.IsNullOrWhiteSpace(member.Value.GetString()))
            {
                problems.Add(at, "document.wrong-type", JsonKind.Text, ProblemTexts.Of("kind.blank"));
            }
            else if (!texts.TryAdd(member.Name, member.Value.GetString()!))
            {
                problems.Add(at, "document.duplicate-member", member.Name);
            }
        }

        if (!element.TryGetProperty(LocalizedText.DefaultLanguage, out _))
        {
            problems.Add(path, "text.missing-language", LocalizedText.DefaultLanguage);
        }

        return new LocalizedText(texts);
    }

    private static bool IsLanguage(string tag) => LanguageTag().IsMatch(tag);

    [GeneratedRegex("^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    private static partial Regex LanguageTag();
}
