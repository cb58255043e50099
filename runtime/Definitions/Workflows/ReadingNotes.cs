using LowCode.Definitions.Problems;

namespace LowCode.Definitions.Workflows;

/// <summary>What a reading finds: problems refuse the document, warnings tell what was mended.</summary>
internal sealed class ReadingNotes
{
    private readonly List<Problem> _problems = [];
    private readonly List<Problem> _warnings = [];

    public IReadOnlyList<Problem> Problems => _problems;

    public IReadOnlyList<Problem> Warnings => _warnings;

    public void Problem(string path, string code, params object?[] values) =>
        _problems.Add(new Problem(path, code, WorkflowTexts.Format(code, values)));

    public void Warning(string path, string code, params object?[] values) =>
        _warnings.Add(new Problem(path, code, WorkflowTexts.Format(code, values)));
}
