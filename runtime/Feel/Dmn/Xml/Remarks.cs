using System.Xml.Linq;

namespace LowCode.Feel.Dmn.Xml;

/// <summary>Comments and processing instructions of an element or a document, by the child that they stand before.</summary>
internal sealed class Remarks
{
    private readonly Dictionary<XElement, List<XNode>> _before = [];

    /// <summary>Those behind all elements.</summary>
    public IReadOnlyList<XNode> Last { get; private set; } = [];

    public static bool Is(XNode node) => node is XComment or XProcessingInstruction;

    public static Remarks Of(XContainer holder)
    {
        var (found, open) = (new Remarks(), new List<XNode>());
        foreach (var node in holder.Nodes())
        {
            if (Is(node))
            {
                open.Add(node);
            }
            else if (node is XElement element && open.Count > 0)
            {
                found._before[element] = open;
                open = [];
            }
        }

        found.Last = open;
        return found;
    }

    public IReadOnlyList<XNode> Before(XElement element) => _before.GetValueOrDefault(element) ?? [];
}
