using LowCode.Feel;
using LowCode.Feel.Compiling;
using LowCode.Feel.Running;
using LowCode.Feel.Scopes;
using LowCode.Feel.Syntax;
using LowCode.Feel.Types;
using LowCode.Feel.Values;
using Xunit;

namespace LowCode.Tests.Unit.Feel;

/// <summary>The first snippet of the library's README, line by line.</summary>
internal static class ReadmeSnippet
{
    public static FeelValue Run(CancellationToken cancellation)
    {
        var scope = FeelLibrary.Scope.With(new FeelVariable("金额", FeelType.Number), new FeelVariable("类型", FeelType.String));
        var parsed = FeelParser.ParseExpression("金额 > 5000 and 类型 = \"紧急\"", scope);
        var problems = Checks.Of(parsed);                        // with positions and texts in Chinese and English
        var program = FeelProgram.Compile(parsed);               // immutable, for any number of threads
        FeelValue[] inputs = [12800.5m, "紧急"];
        var result = program.Evaluate(inputs, FeelOptions.Standard, cancellation); // true, and no problems
        Assert.Empty(problems);
        Assert.Empty(result.Problems);
        return result.Value;
    }
}
