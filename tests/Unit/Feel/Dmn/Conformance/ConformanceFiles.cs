namespace LowCode.Tests.Unit.Feel.Dmn.Conformance;

/// <summary>The published test cases of the standard, which lie beside the repository where they were fetched.</summary>
internal static class ConformanceFiles
{
    public const string SkipReason = "The published DMN test cases (../shared/conformance/dmn-tck) are not beside this repository.";

    public static string Folder { get; } = Path.GetFullPath(Path.Combine(Unit.Repository.Root, "../shared/conformance/dmn-tck"));

    public static bool Exist => Directory.Exists(Folder);

    public static IReadOnlyList<string> Models => Exist ? [.. Directory.EnumerateFiles(Folder, "*.dmn", SearchOption.AllDirectories).Order(StringComparer.Ordinal)] : [];
}
