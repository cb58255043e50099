using System.Security.Cryptography;
using Xunit;

namespace LowCode.Tests.Unit.Architecture;

/// <summary>The browser libraries that are shipped are those that were fetched, to the byte.</summary>
public sealed class WebLibraryTests
{
    private const string Folder = "runtime/FormUi/wwwroot/lib";

    [Fact]
    public void Shipped_libraries_are_as_they_were_fetched()
    {
        var known = Repository.Read($"{Folder}/files.sha256").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split("  ")).ToDictionary(parts => $"{Folder}/{parts[1][2..]}", parts => parts[0], StringComparer.Ordinal);

        var shipped = Repository.Files(Folder, "").Where(f => !f.EndsWith(".sha256", StringComparison.Ordinal))
            .ToDictionary(f => f, f => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(Repository.Root, f)))), StringComparer.Ordinal);

        Assert.NotEmpty(known);
        Assert.Equal(known.OrderBy(k => k.Key, StringComparer.Ordinal), shipped.OrderBy(s => s.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void Each_library_brings_its_licence()
    {
        var wrong = Directory.EnumerateDirectories(Path.Combine(Repository.Root, Folder)).Where(d => !File.Exists(Path.Combine(d, "LICENSE")));

        Repository.AssertNone(wrong);
    }
}
