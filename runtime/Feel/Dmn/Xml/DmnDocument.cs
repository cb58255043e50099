using LowCode.Feel.Dmn.Models;
using LowCode.Feel.Dmn.Problems;

namespace LowCode.Feel.Dmn.Xml;

/// <summary>What reading a document gave: a model if there is no problem, else all problems.</summary>
public sealed record DmnDocument(DmnModel? Model, IReadOnlyList<DmnProblem> Problems);
