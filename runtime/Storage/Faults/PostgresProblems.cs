using LowCode.Work.Stores;
using Npgsql;

namespace LowCode.Storage.Faults;

/// <summary>What PostgreSQL's states say about the server; whatever else the driver throws is about the way to it.</summary>
internal static class PostgresProblems
{
    public static StoreProblem? Of(NpgsqlException failure) => failure switch
    {
        PostgresException answer => OfState(answer.SqlState),

        // No connection, because of what the server answered when it was opened or migrated.
        { InnerException: PostgresException answer } => OfState(answer.SqlState) ?? StoreProblem.Unreachable,
        _ => StoreProblem.Unreachable,
    };

    private static StoreProblem? OfState(string state) => state switch
    {
        PostgresErrorCodes.DiskFull => StoreProblem.Full,
        PostgresErrorCodes.ReadOnlySqlTransaction => StoreProblem.ReadOnly,
        PostgresErrorCodes.TooManyConnections => StoreProblem.Unreachable,

        // Connections that end, and operators who stop the server.
        ['0', '8', ..] or ['5', '7', 'P', ..] => StoreProblem.Unreachable,

        // The system around the server, and its own files.
        PostgresErrorCodes.OutOfMemory or ['5', '8', ..] or ['X', 'X', ..] => StoreProblem.Failing,
        _ => null,
    };
}
