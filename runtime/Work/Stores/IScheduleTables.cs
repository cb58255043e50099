namespace LowCode.Work.Stores;

/// <summary>Port: where nodes share the schedule of system jobs, the tables that it lives in. There is none where one process is alone.</summary>
public interface IScheduleTables
{
    /// <summary>Connection in the application's role: it reads and writes the tables and can make none.</summary>
    string Connection { get; }

    /// <summary>
    /// Brings the product's schema to the newest, has the scheduler's tables made, and gives the application its rights to them. Nodes that
    /// start at once do it one after another.
    /// </summary>
    /// <param name="make">Given the connection of the owner; makes what is missing.</param>
    Task ProvisionAsync(Func<string, Task> make, CancellationToken cancellation);
}
