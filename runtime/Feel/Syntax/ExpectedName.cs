using LowCode.Feel.Types;

namespace LowCode.Feel.Syntax;

/// <summary>What the parser would go on with at the end of a text.</summary>
/// <param name="Target">What stands before the point whose property is wanted; null where an expression may begin.</param>
/// <param name="IsType">The name of a type is wanted.</param>
internal sealed record ExpectedName(LocalScope? Locals, FeelType? Target, bool IsType);
