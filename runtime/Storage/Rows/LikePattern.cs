namespace LowCode.Storage.Rows;

/// <summary>What people type, made safe for <c>LIKE ... ESCAPE '\'</c>.</summary>
internal static class LikePattern
{
    public static string Containing(string text) =>
        "%" + text.Trim()
            .Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal) + "%";
}
