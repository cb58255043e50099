namespace LowCode.Work.Stores;

/// <summary>Why the store does not do what it is asked: the machine's fault, neither the caller's nor a bug. It may pass by itself.</summary>
public enum StoreProblem
{
    /// <summary>Not running, not connected, or too busy to answer.</summary>
    Unreachable,

    /// <summary>No room for what is to be written.</summary>
    Full,

    /// <summary>It can be read and not written.</summary>
    ReadOnly,

    /// <summary>Reading or writing fails otherwise: a broken disk, a damaged file.</summary>
    Failing,
}

/// <param name="Since">When it was first noticed.</param>
public sealed record StoreTrouble(StoreProblem Problem, DateTimeOffset Since);
