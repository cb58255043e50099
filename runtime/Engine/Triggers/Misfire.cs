namespace LowCode.Engine.Triggers;

/// <summary>What becomes of the times of a timer that passed while nothing ran: <c>customProperties.misfire</c> of its activity.</summary>
public enum Misfire
{
    /// <summary>However many passed, it fires once. The default.</summary>
    FireOnce,

    /// <summary>What passed is passed: it fires at its next time. A timer that has no next time fires late.</summary>
    Skip,

    /// <summary>Each time that passed fires, the oldest first. A timer inside an instance has one time at a time, which fires late.</summary>
    CatchUp,
}
