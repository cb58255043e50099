using LowCode.Definitions.Problems;

namespace LowCode.FormUi;

/// <summary>Which field a problem is about: the first segment of its JSON pointer into the form's data.</summary>
internal static class ProblemPath
{
    public static string FieldKey(Problem problem)
    {
        var path = problem.Path.TrimStart('/');
        var end = path.IndexOf('/', StringComparison.Ordinal);
        return end < 0 ? path : path[..end];
    }
}
