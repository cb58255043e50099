namespace LowCode.Engine.State;

/// <summary>Elsa's status of an instance.</summary>
public enum InstanceStatus
{
    Running,
    Finished,
}

/// <summary>Elsa's sub-status. Faulted and Cancelled have status Finished.</summary>
public enum InstanceSubStatus
{
    Pending,
    Executing,
    Suspended,
    Finished,
    Cancelled,
    Faulted,
    Interrupted,
}
