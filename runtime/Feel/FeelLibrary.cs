using LowCode.Feel.Functions;
using LowCode.Feel.Running;
using LowCode.Feel.Scopes;

namespace LowCode.Feel;

/// <summary>The built-in functions of DMN 1.5, and the scope that knows them and nothing else.</summary>
public static class FeelLibrary
{
    /// <summary>All built-in functions (DMN 1.5, 10.3.4).</summary>
    public static FunctionLibrary Functions { get; } = new(
    [
        .. ConversionFunctions.All, .. NumberFunctions.All, .. TextFunctions.All, .. ListFunctions.All, .. StatisticsFunctions.All,
        .. TemporalFunctions.All, .. ContextFunctions.All, .. RangeFunctions.All,
    ]);

    /// <summary>Where every scope begins: add variables, types and functions of your own.</summary>
    public static FeelScope Scope { get; } = new(Functions);
}
