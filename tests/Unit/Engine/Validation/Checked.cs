using System.Text.Json.Nodes;
using LowCode.Definitions.Problems;
using LowCode.Engine;
using LowCode.Engine.Validation;

namespace LowCode.Tests.Unit.Engine.Validation;

/// <summary>What is said of a process before it is published, each as <c>code path</c>.</summary>
internal static class Checked
{
    public static DefinitionCheck Process(JsonObject process) => new WorkflowEngine().Check(process.Utf8());

    public static IEnumerable<string> Errors(JsonObject process) => Places(Process(process).Errors);

    public static IEnumerable<string> Warnings(JsonObject process) => Places(Process(process).Warnings);

    public static IEnumerable<string> Places(IEnumerable<Problem> problems) => problems.Select(p => $"{p.Code} {p.Path}");
}
