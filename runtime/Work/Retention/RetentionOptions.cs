namespace LowCode.Work.Retention;

/// <summary>How long finished instances, and drafts of forms, are kept. Cases stay, with their timeline: they do not need the instance.</summary>
public sealed class RetentionOptions
{
    /// <summary>From the end of an instance until its rows go; null (default): never.</summary>
    public TimeSpan? KeepFinished { get; init; }

    /// <summary>
    /// The same for instances that faulted, because an administrator may still mend them, and for dead letters and released quarantines;
    /// default 180 days. Holds where <see cref="KeepFinished"/> does.
    /// </summary>
    public TimeSpan KeepFaulted { get; init; } = TimeSpan.FromDays(180);

    /// <summary>From the last change of a draft until it goes; default 90 days.</summary>
    public TimeSpan KeepDrafts { get; init; } = TimeSpan.FromDays(90);

    /// <summary>Folder of the archive; null (default): the rows are deleted without one.</summary>
    public string? ArchiveFolder { get; init; }

    /// <summary>Instances in one transaction; 1 to 1000, default 100: writers wait for no more than that.</summary>
    public int BatchSize { get; init; } = 100;

    /// <exception cref="ArgumentException">A value is out of its limits.</exception>
    public void Validate()
    {
        if (KeepFinished is { } keep && keep < TimeSpan.FromDays(1))
        {
            throw new ArgumentException($"Expected finished instances to be kept for a day or longer, but it is {keep}: repeated requests would start again.");
        }

        if (KeepFaulted < TimeSpan.FromDays(1))
        {
            throw new ArgumentException($"Expected faulted instances to be kept for a day or longer, but it is {KeepFaulted}.");
        }

        if (KeepDrafts < TimeSpan.FromDays(1))
        {
            throw new ArgumentException($"Expected drafts of forms to be kept for a day or longer, but it is {KeepDrafts}.");
        }

        if (BatchSize is < 1 or > 1000)
        {
            throw new ArgumentException($"Expected a batch of 1 to 1000 instances, but it is {BatchSize}.");
        }
    }
}
