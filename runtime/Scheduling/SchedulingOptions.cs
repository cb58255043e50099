namespace LowCode.Scheduling;

/// <summary>Where the schedule of system jobs lives.</summary>
public sealed class SchedulingOptions
{
    /// <summary>
    /// Nodes on one PostgreSQL database share the jobs: each runs on one of them at a time. False (default): this process is alone and its
    /// schedule is in memory.
    /// </summary>
    public bool IsShared { get; init; }

    /// <summary>Between two signs of life of a node; default 2 s. A node that misses three is taken for dead, and its jobs go to another.</summary>
    public TimeSpan CheckIn { get; init; } = TimeSpan.FromSeconds(2);

    /// <exception cref="ArgumentException">A value is out of its limits.</exception>
    public void Validate()
    {
        if (CheckIn < TimeSpan.FromMilliseconds(500) || CheckIn > TimeSpan.FromMinutes(1))
        {
            throw new ArgumentException($"Expected a check-in of 0.5 to 60 s, but it is {CheckIn}.");
        }
    }
}
