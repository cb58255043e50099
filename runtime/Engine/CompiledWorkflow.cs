namespace LowCode.Engine;

/// <summary>A definition ready to run: immutable, shared by all its instances.</summary>
public sealed class CompiledWorkflow
{
    public string DefinitionId => throw new NotSupportedException();

    public int Version => throw new NotSupportedException();

    public string? Name => throw new NotSupportedException();
}
