using LowCode.Definitions.Templates;
using Xunit;

namespace LowCode.Tests.Unit.Templates;

public sealed class ShippedTemplateTests
{
    public static TheoryData<string> Templates =>
        [.. Directory.GetDirectories(Repository.PathOf("templates")).Select(Path.GetFileName).OfType<string>()];

    [Theory]
    [MemberData(nameof(Templates))]
    public void Template_has_no_problems_when_read(string name)
    {
        var parsed = TemplateFolder.Read(Repository.PathOf($"templates/{name}"));

        Assert.Empty(parsed.Problems);
        Assert.Equal(name, parsed.Value?.Manifest.TemplateId);
    }
}
