namespace LowCode.Work.Stores;

/// <summary>Port: tells the store's own failures from bugs, and finds out whether it works again.</summary>
public interface IStoreFaults
{
    /// <summary>Null: the failure is not the store's.</summary>
    StoreProblem? ProblemOf(Exception failure);

    /// <summary>Writes something, durably, and takes it away again; throws what the store throws.</summary>
    Task CheckAsync(CancellationToken cancellation);
}
