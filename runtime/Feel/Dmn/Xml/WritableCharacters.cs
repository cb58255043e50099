using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using LowCode.Feel.Dmn.Problems;

namespace LowCode.Feel.Dmn.Xml;

/// <summary>XML 1.0 has no control characters beside tab and line ends, no halves of characters, and neither U+FFFE nor U+FFFF, not even escaped.</summary>
internal static class WritableCharacters
{
    // Rows and columns have their numbers also where there is one of them.
    private static readonly HashSet<string> _counted = ["rule", "inputEntry", "outputEntry"];

    public static IEnumerable<DmnProblem> ProblemsOf(XElement root) => ProblemsOf(root, root.Name.LocalName);

    private static IEnumerable<DmnProblem> ProblemsOf(XElement element, string path)
    {
        foreach (var attribute in element.Attributes())
        {
            if (Wrong(attribute.Value) is { } wrong)
            {
                yield return DmnProblem.Of($"{path}/@{attribute.Name.LocalName}", 0, "dmn.not-writable", wrong.Position, wrong.Character);
            }
        }

        var (several, counts) = (element.Elements().CountBy(e => e.Name).ToDictionary(), new Dictionary<XName, int>());
        foreach (var node in element.Nodes())
        {
            if (node is XElement child)
            {
                var number = counts[child.Name] = counts.GetValueOrDefault(child.Name) + 1;
                foreach (var problem in ProblemsOf(child, $"{path}/{child.Name.LocalName}{Mark(child, several[child.Name] > 1 || _counted.Contains(child.Name.LocalName) ? number : null)}"))
                {
                    yield return problem;
                }
            }
            else if (Wrong(node is XText text ? text.Value : "") is { } wrong)
            {
                yield return DmnProblem.Of(path, 0, "dmn.not-writable", wrong.Position, wrong.Character);
            }
        }
    }

    // As in the paths of reading.
    private static string Mark(XElement element, int? number) => element.Attribute("name")?.Value is { } name ? $"[{name}]" : number is { } n ? $"[{n}]" : "";

    // Counted from 1, as people do.
    private static (int Position, string Character)? Wrong(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (i + 1 < value.Length && char.IsSurrogatePair(value[i], value[i + 1]))
            {
                i++;
            }
            else if (!XmlConvert.IsXmlChar(value[i]))
            {
                return (i + 1, string.Create(CultureInfo.InvariantCulture, $"U+{(int)value[i]:X4}"));
            }
        }

        return null;
    }
}
