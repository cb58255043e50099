using System.Text;
using LowCode.Definitions.Workflows;
using LowCode.Engine;
using LowCode.Engine.Scripts;
using Xunit;

namespace LowCode.Tests.Unit.Engine;

/// <summary>What a code editor is told of the scripts of a definition.</summary>
public sealed class ScriptTypesTests
{
    [Fact]
    public void Variables_inputs_and_outputs_are_declared_with_their_types()
    {
        var definition = WorkflowReader.Read(Encoding.UTF8.GetBytes(
            """
            {"definitionId": "d",
             "inputs": [{"name": "Amount", "type": "Decimal"}],
             "variables": [{"id": "v", "name": "order_total", "typeName": "Int32"}, {"id": "w", "name": "Names", "typeName": "String", "isArray": true},
               {"id": "x", "name": "not an identifier", "typeName": "Object"}],
             "root": {"id": "r", "type": "Elsa.Sequence", "variables": [{"id": "y", "name": "Since", "typeName": "DateTimeOffset"}],
               "activities": [{"id": "s", "type": "Elsa.RunJavaScript", "name": "Script1"}]}}
            """)).Value!;

        var lines = ScriptTypes.Declare(definition, ActivityCatalogue.Standard).Split('\n');

        string[] expected =
        [
            "declare function getVariable(name: string): any;",
            "declare function getAmount(): number;",
            "declare function getOrderTotal(): number;",
            "declare function setOrderTotal(value: number): void;",
            "declare function getNames(): string[];",
            "declare function getSince(): Date;",
            "declare function getResultFromScript1(): any;",
            "  \"not an identifier\": any;",
        ];
        Assert.All(expected, line => Assert.Contains(line, lines));
        Assert.DoesNotContain(lines, l => l.Contains("function getNot", StringComparison.Ordinal));
        Assert.Equal(lines.Length - 1, lines[..^1].Distinct().Count());
    }
}
