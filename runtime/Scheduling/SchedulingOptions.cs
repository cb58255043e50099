namespace LowCode.Scheduling;

/// <summary>Where the schedule of system jobs lives.</summary>
public sealed class SchedulingOptions
{
    /// <summary>
    /// Connection string of the PostgreSQL database whose nodes share the jobs: each runs on one of them at a time. Null (default): this
    /// process is alone and its schedule is in memory.
    /// </summary>
    public string? PostgresConnection { get; init; }

    /// <summary>Between two signs of life of a node; default 2 s. A node that misses three is taken for dead, and its jobs go to another.</summary>
    public TimeSpan CheckIn { get; init; } = TimeSpan.FromSeconds(2);

    /// <exception cref="ArgumentException">A value is out of its limits.</exception>
    public void Validate()
    {
        if (PostgresConnection is { Length: 0 })
        {
            throw new ArgumentException("Expected a connection string or none, but it is empty.");
        }

        if (CheckIn < TimeSpan.FromMilliseconds(500) || CheckIn > TimeSpan.FromMinutes(1))
        {
            throw new ArgumentException($"Expected a check-in of 0.5 to 60 s, but it is {CheckIn}.");
        }
    }
}
