using LowCode.Definitions.Problems;
using LowCode.Definitions.Texts;

namespace LowCode.Definitions.Documents;

/// <summary>What is wrong with a document, gathered while it is read: reading goes on after each problem, so that all are told at once.</summary>
internal sealed class ProblemList
{
    private readonly List<Problem> _problems = [];

    public IReadOnlyList<Problem> All => _problems;

    public bool IsEmpty => _problems.Count == 0;

    public void Add(string path, string code, params object?[] values) =>
        _problems.Add(new Problem(path, code, ProblemTexts.Of(code, values)));

    public void Add(Problem problem) => _problems.Add(problem);

    public void AddRange(IEnumerable<Problem> problems) => _problems.AddRange(problems);

    public Parsed<T> Result<T>(T? value)
        where T : class =>
        value is not null && IsEmpty ? Parsed<T>.Of(value) : Parsed<T>.Failed(_problems);
}
