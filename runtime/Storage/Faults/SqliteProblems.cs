using LowCode.Work.Stores;
using Microsoft.Data.Sqlite;

namespace LowCode.Storage.Faults;

/// <summary>What SQLite's result codes say about the file and its disk.</summary>
internal static class SqliteProblems
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    public static StoreProblem? Of(SqliteException failure) => failure.SqliteErrorCode switch
    {
        Busy or Locked or CannotOpen => StoreProblem.Unreachable,
        ReadOnly => StoreProblem.ReadOnly,
        Full => StoreProblem.Full,
        InputOutput or Corrupt or NotADatabase => StoreProblem.Failing,
        _ => null,
    };
}
