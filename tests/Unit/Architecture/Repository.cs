using Xunit;

namespace LowCode.Tests.Unit.Architecture;

/// <summary>The repository's files as the architecture tests read them: sources only, nothing built.</summary>
internal static class Repository
{
    private static readonly string[] _builtFolders = ["bin", "obj", "artifacts", "data", "node_modules", "TestResults", ".git"];

    public static string Root => Unit.Repository.Root;

    /// <summary>Paths from the root with forward slashes, of files whose name ends with one of the endings.</summary>
    public static IReadOnlyList<string> Files(string folder, params string[] endings) =>
        [.. Walk(Path.Combine(Root, folder))
            .Where(f => endings.Any(e => f.EndsWith(e, StringComparison.Ordinal)))
            .Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static bool Exists(string path) =>
        File.Exists(Path.Combine(Root, path)) || Directory.Exists(Path.Combine(Root, path));

    /// <summary>The room of a path: <c>Engine</c> for <c>runtime/Engine/...</c>.</summary>
    public static string RoomOf(string path) => path.Split('/')[1];

    /// <summary>Fails with every finding, one a line: a collection's own assertion would cut them short.</summary>
    public static void AssertNone(IEnumerable<string> findings)
    {
        var all = findings.ToList();
        Assert.True(all.Count == 0, "Expected none, but found:\n" + string.Join('\n', all));
    }

    private static IEnumerable<string> Walk(string folder) =>
        !Directory.Exists(folder)
            ? []
            : Directory.EnumerateFiles(folder).Concat(
                Directory.EnumerateDirectories(folder)
                    .Where(d => !_builtFolders.Contains(Path.GetFileName(d), StringComparer.Ordinal))
                    .SelectMany(Walk));
}
