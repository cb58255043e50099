namespace LowCode.Work.Imports;

/// <summary>Something in a file that cannot be loaded.</summary>
/// <param name="Row">Line of the file on which the row begins, the header being line 1; 0: the file as a whole.</param>
/// <param name="Column">As the header names it; <c>#42</c> for a field without a header; null: the whole row.</param>
/// <param name="Code">Stable, dotted lower case: <c>import.time</c>.</param>
/// <param name="Message">For people, in the language of the thread that imports: what was expected and what came.</param>
public sealed record RowProblem(int Row, string? Column, string Code, string Message)
{
    /// <summary>Longest piece of a file that a message repeats, in characters.</summary>
    private const int MaxQuoted = 60;

    internal static RowProblem Of(int row, string? column, string code, params object[] arguments) =>
        new(row, column, "import." + code, ImportTexts.Get(code, [.. arguments.Select(a => a is string text ? Short(text) : a)]));

    private static string Short(string text) => text.Length <= MaxQuoted ? text : text[..MaxQuoted] + "…";
}
