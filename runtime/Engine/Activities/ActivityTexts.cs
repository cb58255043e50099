using System.Globalization;
using System.Resources;
using LowCode.Definitions.Texts;

namespace LowCode.Engine.Activities;

/// <summary>
/// Names and descriptions of activities. Each folder with activities has a <c>Texts.resx</c> with the keys <c>Type</c>, <c>Type.member</c>
/// for inputs, outputs and ports, <c>Type.input.option</c>, <c>Type.outcome.name</c>, and each of the first three with
/// <c>.description</c> (ports have none); what several types share stands in <c>ActivityTexts.resx</c>.
/// </summary>
internal static class ActivityTexts
{
    private const string Extension = ".resources";

    private static readonly CultureInfo _english = CultureInfo.GetCultureInfo("en");

    private static readonly ResourceManager[] _folders =
    [
        .. typeof(ActivityTexts).Assembly.GetManifestResourceNames()
            .Where(n => n.EndsWith(".Texts" + Extension, StringComparison.Ordinal) || n.EndsWith(".ActivityTexts" + Extension, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(n => new ResourceManager(n[..^Extension.Length], typeof(ActivityTexts).Assembly)),
    ];

    private static readonly Dictionary<string, LocalizedText> _byKey = ReadAll();

    /// <summary>In the language of the current screen or thread; the key itself where there is no text.</summary>
    /// <param name="own">Looked at first; null: none.</param>
    public static string Get(string key, IReadOnlyDictionary<string, LocalizedText>? own = null) => Find(key, own)?.In(CultureInfo.CurrentUICulture) ?? key;

    /// <summary>The text in all languages that the product speaks, for data that outlives a screen.</summary>
    public static LocalizedText All(string key) => Find(key) ?? LocalizedText.Of(key, key);

    /// <param name="own">Looked at first; null: none.</param>
    public static LocalizedText? Find(string key, IReadOnlyDictionary<string, LocalizedText>? own = null) =>
        own?.GetValueOrDefault(key) ?? _byKey.GetValueOrDefault(key);

    private static Dictionary<string, LocalizedText> ReadAll()
    {
        var texts = new Dictionary<string, LocalizedText>(StringComparer.Ordinal);
        foreach (var folder in _folders)
        {
            using var set = folder.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!;
            foreach (System.Collections.DictionaryEntry entry in set)
            {
                var key = (string)entry.Key;
                texts.Add(key, LocalizedText.Of((string)entry.Value!, folder.GetString(key, _english) ?? (string)entry.Value!));
            }
        }

        return texts;
    }
}
