using LowCode.Definitions.Dictionaries;
using LowCode.Feel;
using LowCode.Feel.Running;
using LowCode.Feel.Scopes;

namespace LowCode.Definitions.Expressions;

/// <summary>What every expression of the product may call: the functions of FEEL and our own. A new function of ours is registered here.</summary>
public static class BusinessLanguage
{
    public static FunctionLibrary Functions { get; } = FeelLibrary.Functions.With(DictionaryFunctions.All);

    /// <summary>Where every scope of the product begins.</summary>
    public static FeelScope Scope { get; } = new(Functions);
}
