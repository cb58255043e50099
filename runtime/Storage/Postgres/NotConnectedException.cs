using Npgsql;

namespace LowCode.Storage.Postgres;

/// <summary>There was no connection, so nothing was sent: whoever waits for the database need not be tried one by one.</summary>
internal sealed class NotConnectedException(NpgsqlException cause) : NpgsqlException(cause.Message, cause);
