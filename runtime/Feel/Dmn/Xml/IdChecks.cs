using System.Xml;
using System.Xml.Linq;
using LowCode.Feel.Dmn.Problems;

namespace LowCode.Feel.Dmn.Xml;

/// <summary>An id that two elements share makes every reference to it ambiguous.</summary>
internal static class IdChecks
{
    public static IEnumerable<DmnProblem> Of(XElement root) =>
        from element in root.DescendantsAndSelf()
        where element.Name.Namespace == root.Name.Namespace && element.Attribute("id") is not null
        group element by element.Attribute("id")!.Value into same
        from later in same.Skip(1)
        select DmnProblem.Of(later.Name.LocalName, ((IXmlLineInfo)later).LineNumber, "dmn.duplicate-id", same.Key);
}
