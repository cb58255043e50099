using LowCode.Feel.Dmn.Models;

namespace LowCode.Feel.Dmn.Xml;

/// <summary>The namespaces of the editions, as the schemas of the standard declare them.</summary>
internal static class DmnNamespaces
{
    private static readonly IReadOnlyDictionary<DmnVersion, string> _models = new Dictionary<DmnVersion, string>
    {
        [DmnVersion.Dmn12] = "http://www.omg.org/spec/DMN/20180521/MODEL/",
        [DmnVersion.Dmn13] = "https://www.omg.org/spec/DMN/20191111/MODEL/",
        [DmnVersion.Dmn14] = "https://www.omg.org/spec/DMN/20211108/MODEL/",
        [DmnVersion.Dmn15] = "https://www.omg.org/spec/DMN/20230324/MODEL/",
    };

    public static string Of(DmnVersion version) => _models[version];

    public static DmnVersion? VersionOf(string modelNamespace) =>
        _models.Where(m => m.Value == modelNamespace).Select(m => (DmnVersion?)m.Key).SingleOrDefault();

    /// <summary>Whether an import brings DMN elements; other kinds (types of XML schemas, predictive models) do not.</summary>
    public static bool IsDmnImport(string importType) => _models.Values.Contains(importType, StringComparer.Ordinal);
}
