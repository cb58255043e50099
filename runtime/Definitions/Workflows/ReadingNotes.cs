using LowCode.Definitions.Problems;

namespace LowCode.Definitions.Workflows;

/// <summary>What a reading finds: problems refuse the document, warnings tell what was mended.</summary>
internal sealed class ReadingNotes
{
    /// <summary>Nobody mends more at once.</summary>
    private const int Most = 1000;

    private readonly List<Problem> _problems = [];
    private readonly List<Problem> _warnings = [];

    public IReadOnlyList<Problem> Problems => _problems;

    public IReadOnlyList<Problem> Warnings => _warnings;

    public void Problem(string path, string code, params object?[] values) => Add(_problems, path, code, values);

    public void Warning(string path, string code, params object?[] values) => Add(_warnings, path, code, values);

    private static void Add(List<Problem> notes, string path, string code, object?[] values)
    {
        if (notes.Count < Most)
        {
            notes.Add(new Problem(path, code, WorkflowTexts.Format(code, values)));
        }
    }
}
