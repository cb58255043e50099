using Npgsql;

namespace LowCode.Storage.Postgres;

/// <summary>Failures after which whoever waits need not be tried one by one: each would wait as long for the same.</summary>
internal static class Silence
{
    /// <summary>There was no connection, or what was sent met no answer in time.</summary>
    public static bool Is(Exception failure) => failure is NotConnectedException or NpgsqlException { InnerException: TimeoutException };
}
