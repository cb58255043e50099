using System.Data.Common;
using Dapper;

namespace LowCode.Storage.Databases;

/// <summary>A connection that reads. Statements run one after another; one text is used by one method, always with the same values in order.</summary>
internal abstract class ReadSession : IAsyncDisposable
{
    /// <summary>All rows, columns put into the properties of the same name.</summary>
    public ValueTask<List<T>> QueryAsync<T>(string sql, params ReadOnlySpan<(string Name, object? Value)> values) =>
        RowsAsync(sql, values, static reader => reader.GetRowParser<T>());

    /// <summary>All rows.</summary>
    public ValueTask<List<T>> QueryAsync<T>(string sql, Func<DbDataReader, T> map, params ReadOnlySpan<(string Name, object? Value)> values) =>
        RowsAsync(sql, values, _ => map);

    /// <summary>The only row; null where there is none.</summary>
    public async ValueTask<T?> FindAsync<T>(string sql, params (string Name, object? Value)[] values)
        where T : class =>
        (await QueryAsync<T>(sql, values)) is [var row, ..] ? row : null;

    /// <summary>First column of the first row; null where there is none.</summary>
    public async ValueTask<object?> ScalarAsync(string sql, params (string Name, object? Value)[] values) =>
        (await QueryAsync(sql, static reader => reader.IsDBNull(0) ? null : reader.GetValue(0), values)) is [var value, ..] ? value : null;

    /// <summary>First column of the first row as a number; 0 where there is none.</summary>
    public async ValueTask<long> NumberAsync(string sql, params (string Name, object? Value)[] values) =>
        Convert.ToInt64(await ScalarAsync(sql, values), System.Globalization.CultureInfo.InvariantCulture);

    public abstract ValueTask DisposeAsync();

    /// <param name="mapOf">Asked once the columns are known.</param>
    protected abstract ValueTask<List<T>> RowsAsync<T>(
        string sql,
        ReadOnlySpan<(string Name, object? Value)> values,
        Func<DbDataReader, Func<DbDataReader, T>> mapOf);
}
