namespace LowCode.Work.Cases;

/// <summary>What a line of the timeline says.</summary>
public static class CaseEventKinds
{
    public const string Opened = "opened";
    public const string TaskOpened = "task-opened";
    public const string TaskCompleted = "task-completed";
    public const string Updated = "updated";
    public const string Closed = "closed";

    /// <summary>Somebody looked at a masked value; the comment says why.</summary>
    public const string Revealed = "revealed";

    /// <summary>The process met something that an administrator must mend; the comment says what.</summary>
    public const string Incident = "incident";
}
