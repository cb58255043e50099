namespace LowCode.Definitions.FormImports.XlsForms;

/// <summary>A column by its one name, whatever spelling the sheet uses, with the language of its texts.</summary>
/// <param name="Language">A tag; empty: the column names none.</param>
internal sealed record XlsColumn(string Name, string Language)
{
    private static readonly Dictionary<string, string> _aliases = new(StringComparer.Ordinal)
    {
        ["command"] = "type",
        ["tag"] = "name",
        ["value"] = "name",
        ["caption"] = "label",
        ["relevance"] = "relevant",
        ["read_only"] = "readonly",
        ["calculate"] = "calculation",
        ["constraining_message"] = "constraint_message",
        ["requiredmsg"] = "required_message",
        ["count"] = "repeat_count",
        ["jr:count"] = "repeat_count",
        ["form_id"] = "id_string",
        ["set_form_id"] = "id_string",
        ["set_form_title"] = "form_title",
        ["title"] = "form_title",
        ["bind:type"] = "bind:type",
        ["bind:relevant"] = "relevant",
        ["bind:required"] = "required",
        ["bind:constraint"] = "constraint",
        ["bind:calculate"] = "calculation",
        ["bind:readonly"] = "readonly",
        ["bind:jr:constraintmsg"] = "constraint_message",
        ["bind:jr:requiredmsg"] = "required_message",
        ["control:appearance"] = "appearance",
        ["body:appearance"] = "appearance",
        ["control:jr:count"] = "repeat_count",
        ["media:image"] = "image",
        ["media:audio"] = "audio",
        ["media:video"] = "video",
        ["media:big-image"] = "big-image",
    };

    // Those whose texts may be in several languages; what stands behind another one is a part of its name.
    private static readonly HashSet<string> _translated = new(StringComparer.Ordinal)
    {
        "label", "hint", "guidance_hint", "constraint_message", "required_message", "image", "audio", "video", "big-image",
    };

    public static XlsColumn Read(string header, string defaultLanguage)
    {
        var text = header.Trim();
        var parts = text.Contains("::", StringComparison.Ordinal) ? text.Split("::") : text.Replace("jr:", "jr\u0001", StringComparison.Ordinal).Split(':');
        var names = parts.Select(p => p.Replace('\u0001', ':').Trim()).ToList();
        var first = Spelled(names[0]);
        if (names.Count > 1 && first is "bind" or "control" or "body" or "media" or "instance")
        {
            first = Spelled($"{first}:{names[1]}");
            names.RemoveAt(1);
        }

        return _translated.Contains(first)
            ? new XlsColumn(first, names.Count > 1 ? XlsLanguages.TagOf(names[1]) : defaultLanguage)
            : new XlsColumn(string.Join(":", names.Skip(1).Prepend(first)), "");
    }

    private static string Spelled(string name)
    {
        var plain = string.Join('_', name.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return _aliases.GetValueOrDefault(plain, plain);
    }
}
