using LowCode.Feel.Running;

namespace LowCode.Feel.Functions;

/// <summary>Finds a text in another in time that grows with their lengths together, not with their product.</summary>
internal static class TextSearch
{
    // Below these .NET's own search is faster, also where it compares the most.
    private const int ShortMatch = 32;
    private const int ShortText = 1024;

    // Characters that are gone over in the time of a step.
    private const int WorkOfStep = 16;

    /// <summary>The first place, by UTF-16 units; -1: there is none.</summary>
    public static int IndexOf(FeelEvaluation run, string text, string match)
    {
        if (match.Length <= ShortMatch || text.Length <= ShortText || match.Length > text.Length)
        {
            return text.IndexOf(match, StringComparison.Ordinal);
        }

        run.Step((text.Length + match.Length) / WorkOfStep);
        run.Made(FeelEvaluation.BytesOfObject + (sizeof(int) * (long)match.Length));
        return IndexOf(text, match, Borders(match));
    }

    // Knuth, Morris and Pratt: no character of the text is looked at twice after it matched.
    private static int IndexOf(string text, string match, int[] borders)
    {
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            while (length > 0 && text[i] != match[length])
            {
                length = borders[length - 1];
            }

            length += text[i] == match[length] ? 1 : 0;
            if (length == match.Length)
            {
                return i - length + 1;
            }
        }

        return -1;
    }

    // For each beginning of the text the longest shorter beginning that it also ends with.
    private static int[] Borders(string match)
    {
        var borders = new int[match.Length];
        for (int i = 1, length = 0; i < match.Length; i++)
        {
            while (length > 0 && match[i] != match[length])
            {
                length = borders[length - 1];
            }

            borders[i] = length += match[i] == match[length] ? 1 : 0;
        }

        return borders;
    }
}
