namespace LowCode.Engine.Commits;

/// <summary>Where a burst stops to be committed before it goes on. It is always committed at its end.</summary>
[Flags]
internal enum CommitPoint
{
    None = 0,

    /// <summary>Before the activity begins, where something has happened since the last commit.</summary>
    Before = 1,

    /// <summary>After the activity was executed, also where it waits or owns others now.</summary>
    After = 2,
}
