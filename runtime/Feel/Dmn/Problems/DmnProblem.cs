namespace LowCode.Feel.Dmn.Problems;

/// <summary>One thing that is wrong with a model.</summary>
/// <param name="Path">Where: element names from the root, each with its name or its number: <c>definitions/decision[费用]/decisionTable/rule[3]/inputEntry[1]</c>.</param>
/// <param name="Line">The line of the document, from 1; 0 where the model was made in memory.</param>
/// <param name="Code">Stable and machine readable: <c>dmn.missing-name</c>.</param>
/// <param name="Message">For people, in the language of the current UI culture: what was expected and what came.</param>
public sealed record DmnProblem(string Path, int Line, string Code, string Message)
{
    /// <summary>It works, but can only fail: a cell that compares a number with a text.</summary>
    public bool IsWarning { get; init; }

    internal static DmnProblem Of(string path, int line, string code, params object?[] values) => new(path, line, code, DmnTexts.Of(code, values));
}
