using System.Xml.Linq;

namespace LowCode.Feel.Dmn.Xml;

/// <summary>Puts each of our own elements on a line of its own. What was kept for others stays as it came: white space may mean something there.</summary>
internal static class Layout
{
    private const string Step = "  ";

    public static void Indent(XElement element, int depth = 0)
    {
        if (element.Annotation<Foreign>() is not null || !element.Nodes().Any(n => n is not XText))
        {
            return;
        }

        var line = "\n" + string.Concat(Enumerable.Repeat(Step, depth + 1));
        foreach (var node in element.Nodes().ToList())
        {
            node.AddBeforeSelf(new XText(line));
            if (node is XElement child)
            {
                Indent(child, depth + 1);
            }
        }

        element.Add(new XText(line[..^Step.Length]));
    }
}
