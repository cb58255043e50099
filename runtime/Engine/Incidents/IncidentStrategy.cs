namespace LowCode.Engine.Incidents;

/// <summary>What an incident does to the instance.</summary>
public enum IncidentStrategy
{
    /// <summary>Other branches run on to the end of the burst, then the instance is faulted.</summary>
    Fault,

    /// <summary>The branch stops, the others go on, the instance stays open.</summary>
    ContinueWithIncidents,
}
