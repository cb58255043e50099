namespace LowCode.Engine.Flowcharts;

/// <summary>What an activity of a flowchart in token mode does where several connections lead into it (<c>customProperties.mergeMode</c>).</summary>
internal enum MergeMode
{
    /// <summary>Waits while an activity right before it is still to complete; paths that are not taken do not hold it up. Elsa's None too.</summary>
    Stream,

    /// <summary>Needs a token on each forward connection into it.</summary>
    Merge,

    /// <summary>Needs a token on each connection into it, backward ones too.</summary>
    Converge,

    /// <summary>Runs once per arriving token.</summary>
    Cascade,

    /// <summary>The first token wins: the other branches are cancelled, what arrives of them later is dropped.</summary>
    Race,

    /// <summary>
    /// A FlowJoin that waits for its active branches: waits while any activity before it, however far, is still to complete. Elsa treats
    /// it as <see cref="Merge"/>, which waits for ever for a branch that was not taken.
    /// </summary>
    Active,
}
