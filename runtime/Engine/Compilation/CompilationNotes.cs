using System.Globalization;
using System.Resources;
using LowCode.Definitions.Problems;

namespace LowCode.Engine.Compilation;

/// <summary>
/// What compiling finds. A definition with problems cannot be run. One with refusals can, up to where it fails, but not be published.
/// Warnings tell what its author may not have meant.
/// </summary>
internal sealed class CompilationNotes
{
    private static readonly ResourceManager _texts =
        new("LowCode.Engine.Compilation.CompilationTexts", typeof(CompilationNotes).Assembly);

    private readonly List<Problem> _problems = [];
    private readonly List<Problem> _refusals = [];
    private readonly List<Problem> _warnings = [];

    public IReadOnlyList<Problem> Problems => _problems;

    public IReadOnlyList<Problem> Refusals => _refusals;

    public IReadOnlyList<Problem> Warnings => _warnings;

    public void Problem(string path, string code, params object?[] values) => _problems.Add(Note(path, code, values));

    public void Refusal(string path, string code, params object?[] values) => _refusals.Add(Note(path, code, values));

    public void Warning(string path, string code, params object?[] values) => _warnings.Add(Note(path, code, values));

    public static Problem Note(string path, string code, params object?[] values) => new(
        path,
        code,
        string.Format(CultureInfo.CurrentCulture, _texts.GetString(code, CultureInfo.CurrentUICulture) ?? code, values));
}
