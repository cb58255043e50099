using LowCode.Definitions.Imports;
using Xunit;

namespace LowCode.Tests.Component.Imports;

/// <summary>Files of the repository, and of the folder beside it where outside data may lie.</summary>
internal static class Checkout
{
    public static string CityFile { get; } = Path.GetFullPath(Path.Combine(Repository.Root, "../shared/data/nyc311/service_requests_1000.csv"));

    /// <summary>The mapping that is shipped for the 311 file.</summary>
    public static string CityMappingFile { get; } = Repository.PathOf("templates/event-dispatch/samples/nyc311/mapping.json");

    public static ImportMapping CityMapping() => Mapping(CityMappingFile);

    public static ImportMapping Mapping(string path)
    {
        var parsed = ImportMappingJson.Read(File.ReadAllBytes(path));
        Assert.True(parsed.IsValid, string.Join('\n', parsed.Problems.Select(p => $"{p.Path}: {p.Message}")));
        return parsed.Value;
    }

    /// <summary>Outside data is there only where the folder is.</summary>
    public static void SkipWithoutCityFile() =>
        Assert.SkipUnless(File.Exists(CityFile), "Needs ../shared/data/nyc311/service_requests_1000.csv beside the repository.");
}
