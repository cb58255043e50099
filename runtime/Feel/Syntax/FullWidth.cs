namespace LowCode.Feel.Syntax;

/// <summary>Signs that a Chinese input method types in place of FEEL's own.</summary>
internal static class FullWidth
{
    private const int Distance = '！' - '!';

    /// <summary>What should stand in place of a sign; null where it is none of these.</summary>
    public static string? Of(char sign) => sign switch
    {
        '“' or '”' or '‘' or '’' => "\"",
        '；' or '、' => ",",
        '【' => "[",
        '】' => "]",
        '×' => "*",
        '÷' => "/",
        '≥' => ">=",
        '≤' => "<=",
        '≠' => "!=",
        >= '！' and <= '～' when char.IsAscii((char)(sign - Distance)) && !char.IsAsciiLetterOrDigit((char)(sign - Distance)) => ((char)(sign - Distance)).ToString(),
        _ => null,
    };

    /// <summary>The first such sign from one place to another; negative where there is none.</summary>
    /// <param name="isInName">Only those that no name has: brackets and stops may be part of the name of a field.</param>
    public static int IndexIn(string text, int start, int end, bool isInName)
    {
        for (var i = start; i < end; i++)
        {
            if (isInName ? text[i] is '＞' or '＜' or '＝' : Of(text[i]) is not null)
            {
                return i;
            }
        }

        return -1;
    }
}
