namespace LowCode.Tests.Benchmarks;

/// <summary>Paths of the repository and of the folder beside it.</summary>
internal static class Places
{
    private static readonly string Root = Find(AppContext.BaseDirectory);

    public static string In(string relative) => Path.Combine(Root, relative);

    public static string Beside(string relative) => Path.Combine(Root, "..", relative);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "LowCode.sln"))
            ? folder
            : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Expected LowCode.sln above the program, but it is nowhere."));
}
