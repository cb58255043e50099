using System.Text.Json;
using LowCode.Definitions.Texts;
using LowCode.Work.Texts;

namespace LowCode.Work.DeadLetters;

/// <summary>
/// The reason of a dead letter as it is stored: a word of ours (<c>expired</c>), the text of an error, or a text of ours by language,
/// because whoever reads it later may speak another one than the worker.
/// </summary>
internal static class KeptReason
{
    public static string Of(Rejection rejection) =>
        JsonSerializer.Serialize(WorkTexts.InAllLanguages(rejection.Code, [.. rejection.Values]).ByLanguage);

    /// <summary>In the language of the current UI culture, where it was kept by language.</summary>
    public static string Tell(string kept)
    {
        if (!kept.StartsWith('{'))
        {
            return kept;
        }

        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string>>(kept) is { } texts ? new LocalizedText(texts).ToString() : kept;
        }
        catch (JsonException)
        {
            // An error whose own text begins like this.
            return kept;
        }
    }
}
