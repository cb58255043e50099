namespace LowCode.Storage.Backups;

/// <summary>A backup that cannot be made or restored, for a reason that an administrator can mend; nothing was changed.</summary>
public sealed class BackupException(BackupProblem problem, string detail) : Exception($"{problem}: {detail}")
{
    public BackupProblem Problem => problem;

    /// <summary>File, version or what a tool said.</summary>
    public string Detail => detail;
}

public enum BackupProblem
{
    /// <summary>There is no database in the data folder.</summary>
    NothingToBackUp,

    /// <summary>The file is no backup, cut short or changed.</summary>
    Damaged,

    /// <summary>A newer version of the product wrote it.</summary>
    NewerVersion,

    /// <summary>It is a copy of the other kind of database.</summary>
    OtherStore,

    /// <summary>There is data already where it would be restored to.</summary>
    TargetInUse,

    /// <summary>A program of the database is missing or failed.</summary>
    DatabaseTool,

    /// <summary>A file went while the backup was made, although what was copied needs it.</summary>
    FileMissing,
}
