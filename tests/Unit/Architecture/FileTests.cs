using System.Text.RegularExpressions;
using Xunit;

namespace LowCode.Tests.Unit.Architecture;

/// <summary>Files are small, named after what is in them, and their namespace is their folder.</summary>
public sealed partial class FileTests
{
    private const int LongestFile = 350;

    private static readonly string[] _places = ["runtime", "connectors", "tests"];

    [Fact]
    public void Files_have_at_most_350_lines()
    {
        var wrong = _places.SelectMany(p => Repository.Files(p, ".cs", ".razor"))
            .Select(f => (File: f, Lines: Repository.Read(f).Count(c => c == '\n')))
            .Where(f => f.Lines > LongestFile)
            .Select(f => $"{f.File}: {f.Lines}");

        Repository.AssertNone(wrong);
    }

    [Fact]
    public void Namespaces_are_folders()
    {
        var wrong =
            from file in _places.SelectMany(p => Repository.Files(p, ".cs"))
            let declared = NamespaceLine().Match(Repository.Read(file))
            where declared.Success && declared.Groups[1].Value != NamespaceOf(file)
            select $"{file}: expected {NamespaceOf(file)}, but it says {declared.Groups[1].Value}";

        Repository.AssertNone(wrong);
    }

    private static string NamespaceOf(string file)
    {
        var parts = file.Split('/');
        var top = parts[0] switch { "tests" => "LowCode.Tests", "connectors" => "LowCode.Connectors", _ => "LowCode" };
        return string.Join('.', new[] { top }.Concat(parts[1..^1]));
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();
}
