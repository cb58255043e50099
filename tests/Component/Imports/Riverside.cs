using LowCode.Definitions.Imports;

namespace LowCode.Tests.Component.Imports;

/// <summary>The made-up table.</summary>
internal static class Riverside
{
    public static string File { get; } = Path.Combine(Checkout.Root, "tests/Component/Imports/Riverside/requests.csv");

    public static string Text() => System.IO.File.ReadAllText(File);

    public static ImportMapping Mapping() => Checkout.Mapping(Path.Combine(Checkout.Root, "tests/Component/Imports/Riverside/mapping.json"));
}
