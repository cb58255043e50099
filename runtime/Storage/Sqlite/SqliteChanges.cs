using System.Buffers;
using System.Text;
using LowCode.Storage.Rows;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LowCode.Storage.Sqlite;

/// <summary>
/// Statements of one connection whose rows nobody reads, each prepared once. A burst binds some hundred values, and the provider makes
/// objects for each; here they go to SQLite as they are.
/// </summary>
internal sealed class SqliteChanges(SqliteConnection connection) : IDisposable
{
    private const int OnStack = 512;

    private readonly Dictionary<string, Prepared> _prepared = new(StringComparer.Ordinal);

    /// <summary>Runs a statement; answers how many rows it changed. The order of a text's values is always the same.</summary>
    /// <exception cref="SqliteException">SQLite refused.</exception>
    public int Run(string sql, ReadOnlySpan<(string Name, object? Value)> values)
    {
        if (!_prepared.TryGetValue(sql, out var prepared))
        {
            _prepared[sql] = prepared = Prepare(sql, values);
        }

        try
        {
            for (var i = 0; i < values.Length; i++)
            {
                Demand(Bind(prepared.Statement, prepared.Places[i], values[i].Value));
            }

            int code;
            do
            {
                code = raw.sqlite3_step(prepared.Statement);
            }
            while (code == raw.SQLITE_ROW);

            Demand(code == raw.SQLITE_DONE ? raw.SQLITE_OK : code);
            return raw.sqlite3_changes(connection.Handle);
        }
        finally
        {
            // Answers the error of the step once more, which has been thrown.
            _ = raw.sqlite3_reset(prepared.Statement);
        }
    }

    public void Dispose()
    {
        foreach (var prepared in _prepared.Values)
        {
            prepared.Statement.Dispose();
        }

        _prepared.Clear();
    }

    private Prepared Prepare(string sql, ReadOnlySpan<(string Name, object? Value)> values)
    {
        Demand(raw.sqlite3_prepare_v3(connection.Handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement));
        var places = new int[values.Length];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = raw.sqlite3_bind_parameter_index(statement, "@" + values[i].Name);
            if (places[i] == 0)
            {
                throw new ArgumentException($"Expected a parameter @{values[i].Name}, but the statement has none: {sql}", nameof(values));
            }
        }

        return new Prepared(statement, places);
    }

    private static int Bind(sqlite3_stmt statement, int place, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(statement, place),
        string text => BindText(statement, place, text),
        long whole => raw.sqlite3_bind_int64(statement, place, whole),
        int whole => raw.sqlite3_bind_int64(statement, place, whole),
        bool flag => raw.sqlite3_bind_int64(statement, place, flag ? 1 : 0),
        double real => raw.sqlite3_bind_double(statement, place, real),
        byte[] bytes => raw.sqlite3_bind_blob(statement, place, bytes),
        IReadOnlyList<string> list => BindText(statement, place, RowJson.Write(list)),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "Expected a text, a number, a flag, bytes or a list of texts."),
    };

    private static int BindText(sqlite3_stmt statement, int place, string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        var rented = most > OnStack ? ArrayPool<byte>.Shared.Rent(most) : null;
        var bytes = rented ?? stackalloc byte[OnStack];
        var length = Encoding.UTF8.GetBytes(text, bytes);
        var code = raw.sqlite3_bind_text(statement, place, bytes[..length]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return code;
    }

    private void Demand(int code) => SqliteException.ThrowExceptionForRC(code, connection.Handle);

    private sealed record Prepared(sqlite3_stmt Statement, int[] Places);
}
