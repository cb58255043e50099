using LowCode.Engine.Expressions;

namespace LowCode.Engine.Children;

/// <summary>An activity that starts instances of another workflow.</summary>
internal interface IStartsWorkflow
{
    /// <summary>Names the workflow.</summary>
    Input DefinitionId { get; }
}
