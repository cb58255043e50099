namespace LowCode.Tests.EndToEnd.Running;

/// <summary>Where things lie in the repository.</summary>
internal static class Places
{
    public static string Root { get; } = FindRoot();

    /// <summary>Built the way the tests were: Debug or Release.</summary>
    public static string HostAssembly { get; } = Path.Combine(
        Root, "runtime", "Host", "bin", AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug", "net10.0", "LowCode.Host.dll");

    public static string Screenshots { get; } = Path.Combine(Root, "artifacts", "screenshots");

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "LowCode.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Expected LowCode.sln above the tests.");
        }

        return folder;
    }
}
