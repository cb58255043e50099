using LowCode.Storage;

namespace LowCode.Tests.Benchmarks.Crash;

/// <summary>What the process that is killed is told on its command line.</summary>
/// <param name="Connection">To the PostgreSQL database; empty: SQLite.</param>
/// <param name="Folder">Of its data and its socket.</param>
/// <param name="Effects">Where its side effects go.</param>
/// <param name="Mutation">Empty, or the fault that is built in on purpose.</param>
/// <param name="EndsUnderLoad">A failpoint counts only while many requests are in flight; else each passage does.</param>
internal sealed record CrashHostOptions(string Connection, string Folder, Uri Effects, string Mutation, bool EndsUnderLoad = false)
{
    public string[] ToArguments() => [CrashHost.Command, Connection, Folder, Effects.ToString(), Mutation, EndsUnderLoad.ToString()];

    public static CrashHostOptions Of(string[] arguments) =>
        new(arguments[1], arguments[2], new Uri(arguments[3]), arguments[4], bool.Parse(arguments[5]));

    public StorageOptions Storage() => new() { DataFolder = Folder, PostgresConnection = Connection.Length == 0 ? null : Connection };
}
