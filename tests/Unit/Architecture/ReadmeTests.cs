using System.Text.RegularExpressions;
using Xunit;

namespace LowCode.Tests.Unit.Architecture;

/// <summary>The README is short, and what it names is there.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string[] _documents = ["README.md", "CONTRIBUTING.md", "docs/administrator.md"];

    [Fact]
    public void Readme_has_at_most_120_lines() =>
        Assert.InRange(Repository.Read("README.md").Count(c => c == '\n'), 1, 120);

    [Fact]
    public void Documents_name_only_paths_that_exist()
    {
        var wrong =
            from document in _documents
            from path in PathsIn(Repository.Read(document))
            where !Repository.Exists(path)
            select $"{document}: {path}";

        Repository.AssertNone(wrong);
    }

    [Fact]
    public void Documents_name_only_commands_that_the_program_has()
    {
        var known = Repository.Files("runtime/Host/Commands", ".cs")
            .SelectMany(f => CommandNames().Matches(Repository.Read(f)))
            .Select(m => m.Groups[1].Value)
            .Append("help")
            .ToHashSet(StringComparer.Ordinal);
        var wrong =
            from document in _documents
            from command in RunCommands().Matches(Repository.Read(document)).Select(m => m.Groups[1].Value)
            where !known.Contains(command)
            select $"{document}: ./run {command}";

        Repository.AssertNone(wrong);
    }

    // Links, and code spans that look like a path from the root; <placeholders> and wildcards are no paths.
    private static IEnumerable<string> PathsIn(string text) =>
        Links().Matches(text).Select(m => m.Groups[1].Value)
            .Concat(CodePaths().Matches(text).Select(m => m.Groups[1].Value))
            .Where(p => !p.Contains("://", StringComparison.Ordinal) && !p.StartsWith('#') && !p.Contains('<', StringComparison.Ordinal) && !p.Contains('*', StringComparison.Ordinal))
            .Select(p => p.Split('#')[0].TrimEnd('/'));

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"`(?:\./)?((?:runtime|tests|templates|docs|scripts|\.ci)/[^`\s]*|run|test|bench|[A-Z][\w.]*\.(?:md|sln|props|txt))`")]
    private static partial Regex CodePaths();

    [GeneratedRegex(@"new Command\(""([a-z-]+)""")]
    private static partial Regex CommandNames();

    [GeneratedRegex(@"\./run ([a-z][a-z-]*)")]
    private static partial Regex RunCommands();
}
