using LowCode.Feel.Dmn.Problems;

namespace LowCode.Feel.Dmn.Xml;

/// <summary>A model that was made in memory holds what no XML document can.</summary>
public sealed class DmnWriteException : Exception
{
    internal DmnWriteException(IReadOnlyList<DmnProblem> problems)
        : base(string.Join("; ", problems.Select(p => $"{p.Path}: {p.Message}"))) => Problems = problems;

    /// <summary>Each place, with what was expected there.</summary>
    public IReadOnlyList<DmnProblem> Problems { get; }
}
