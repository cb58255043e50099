using LowCode.Definitions.Problems;
using LowCode.Feel.Dmn.Models;
using LowCode.Feel.Dmn.Problems;
using LowCode.Feel.Dmn.Xml;

namespace LowCode.Definitions.Decisions;

/// <summary>Decision models as artefacts: DMN documents, known by the name of the model.</summary>
public static class DecisionDocument
{
    public static Parsed<DmnModel> Read(ReadOnlyMemory<byte> content)
    {
        using var stream = new MemoryStream(content.ToArray(), writable: false);
        var document = DmnXml.Read(stream);
        return document.Model is { } model ? Parsed<DmnModel>.Of(model) : Parsed<DmnModel>.Failed(ProblemsOf(document.Problems));
    }

    /// <summary>Problems of a document or of a compiled model: the line stands behind the path.</summary>
    public static IReadOnlyList<Problem> ProblemsOf(IEnumerable<DmnProblem> problems) =>
        [.. problems.Select(p => new Problem(p.Line > 0 ? $"{p.Path}:{p.Line}" : p.Path, p.Code, p.Message))];
}
