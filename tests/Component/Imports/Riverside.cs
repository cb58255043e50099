using System.Text.RegularExpressions;
using LowCode.Definitions.Imports;

namespace LowCode.Tests.Component.Imports;

/// <summary>The made-up table.</summary>
internal static partial class Riverside
{
    public const int Rows = 12;

    public static string File { get; } = Repository.PathOf("tests/Component/Imports/Riverside/requests.csv");

    public static string Text() => System.IO.File.ReadAllText(File);

    public static string MappingFile { get; } = Repository.PathOf("tests/Component/Imports/Riverside/mapping.json");

    public static ImportMapping Mapping() => Checkout.Mapping(MappingFile);

    /// <summary>The table so many times over, each time with other keys.</summary>
    public static string Copies(int count)
    {
        var (header, rows) = (Text().Split('\n', 2)[0], Text().Split('\n', 2)[1]);
        return header + "\n" + string.Concat(Enumerable.Range(0, count).Select(i => KeyOfRow().Replace(rows, $"{i:00}-$0")));
    }

    [GeneratedRegex("^H[0-9]{3}(?=,)", RegexOptions.Multiline)]
    private static partial Regex KeyOfRow();
}
