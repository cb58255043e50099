namespace LowCode.Storage.Backups;

/// <summary>Copies a whole database into one file and back, while others read and write.</summary>
internal interface IDatabaseCopy
{
    /// <summary>sqlite or postgres: a copy of one is no copy of the other.</summary>
    string Store { get; }

    /// <summary>One state of the database, as of some moment of the call.</summary>
    /// <returns>The rows as they were at that moment.</returns>
    Task<ICopiedRows> WriteAsync(string file, CancellationToken cancellation);

    /// <summary>There is nothing yet where the copy would be restored to.</summary>
    Task<bool> IsEmptyAsync(CancellationToken cancellation);

    /// <summary>Into an empty place, whole or not at all.</summary>
    Task RestoreAsync(string file, CancellationToken cancellation);
}

/// <summary>Asks a copy what it needs, for as long as it is not disposed.</summary>
internal interface ICopiedRows : IAsyncDisposable
{
    Task<bool> IsNeededAsync(NeededFile file, CancellationToken cancellation);
}
