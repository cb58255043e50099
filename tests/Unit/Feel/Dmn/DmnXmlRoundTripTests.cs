using System.Xml.Linq;
using LowCode.Feel.Dmn.Xml;
using LowCode.Tests.Unit.Feel.Dmn.Conformance;
using Xunit;

namespace LowCode.Tests.Unit.Feel.Dmn;

public sealed class DmnXmlRoundTripTests
{
    public static bool ModelsExist => ConformanceFiles.Exist;

    [Fact(Skip = ConformanceFiles.SkipReason, SkipUnless = nameof(ModelsExist))]
    public void Every_published_model_is_written_as_it_was_read()
    {
        List<string> wrong = [];
        foreach (var file in ConformanceFiles.Models)
        {
            using var stream = File.OpenRead(file);
            var read = DmnXml.Read(stream);
            if (read.Model is null)
            {
                wrong.Add($"{Path.GetFileName(file)}: {string.Join("; ", read.Problems.Take(3))}");
                continue;
            }

            var expected = CanonicalDmn.Of(XDocument.Load(file).Root!);
            var written = CanonicalDmn.Of(XDocument.Parse(DmnXml.Write(read.Model)).Root!);
            if (!XNode.DeepEquals(expected, written))
            {
                wrong.Add($"{Path.GetFileName(file)}: {FirstDifference(expected, written)}");
            }
        }

        Assert.NotEmpty(ConformanceFiles.Models);
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    private static string FirstDifference(XElement expected, XElement written)
    {
        var left = expected.ToString().Split('\n');
        var right = written.ToString().Split('\n');
        var at = Enumerable.Range(0, Math.Min(left.Length, right.Length)).FirstOrDefault(i => left[i] != right[i]);
        return $"expected '{left[at].Trim()}', written '{right[at].Trim()}'";
    }
}
