namespace LowCode.Scripting;

/// <summary><c>get</c> + output + <c>From</c> + activity: either name may hold the word in between.</summary>
public static class OutputAccessor
{
    private const string Between = "From";

    /// <param name="accessor">Without <c>get</c>.</param>
    /// <param name="isActivity">Whether the process has an activity of that name.</param>
    /// <returns>Null: it is none. Where no activity is known, the last word counts.</returns>
    public static (string Output, string Activity)? Split(string accessor, Func<string, bool> isActivity)
    {
        (string, string)? split = null;
        for (var at = accessor.IndexOf(Between, 1, StringComparison.Ordinal); at > 0; at = accessor.IndexOf(Between, at + 1, StringComparison.Ordinal))
        {
            var activity = accessor[(at + Between.Length)..];
            if (activity.Length > 0)
            {
                split = (accessor[..at], activity);
                if (isActivity(activity))
                {
                    break;
                }
            }
        }

        return split;
    }
}
