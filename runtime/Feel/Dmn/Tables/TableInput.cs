using LowCode.Feel.Dmn.Expressions;
using LowCode.Feel.Dmn.Logic;
using LowCode.Feel.Dmn.Types;

namespace LowCode.Feel.Dmn.Tables;

/// <summary>A column that tests.</summary>
/// <param name="Text">The input expression as written.</param>
/// <param name="Allowed">What the input may be; null allows everything.</param>
internal sealed record TableInput(string Path, string Text, LogicNode Logic, DmnType Type, CompiledTests? Allowed);

/// <summary>A column that gives.</summary>
/// <param name="Name">The key of the output where there are several.</param>
/// <param name="Ranks">The output values in their order, the most important first; empty where none are given.</param>
/// <param name="Default">Null where there is none.</param>
internal sealed record TableOutput(string Path, string Name, DmnType Type, CompiledTests? Allowed, IReadOnlyList<CompiledTests> Ranks, LogicNode? Default);

/// <param name="Cells">One test an input.</param>
/// <param name="Outputs">One expression an output.</param>
internal sealed record TableRule(IReadOnlyList<TableCell> Cells, IReadOnlyList<LogicNode> Outputs);
