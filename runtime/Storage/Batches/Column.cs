using Npgsql;
using NpgsqlTypes;

namespace LowCode.Storage.Batches;

/// <summary>A column of rows that travel as arrays, one array a column.</summary>
/// <param name="Type">As PostgreSQL spells it.</param>
/// <param name="Values">The column of some rows, as a parameter.</param>
internal sealed record Column<T>(string Name, string Type, Func<IReadOnlyList<T>, NpgsqlParameter> Values);

internal static class Column
{
    public static Column<T> Text<T>(string name, Func<T, string?> value) => Of(name, "text", NpgsqlDbType.Text, value);

    public static Column<T> Number<T>(string name, Func<T, long> value) => Of(name, "bigint", NpgsqlDbType.Bigint, value);

    public static Column<T> Real<T>(string name, Func<T, double?> value) => Of(name, "double precision", NpgsqlDbType.Double, value);

    public static Column<T> Flag<T>(string name, Func<T, bool> value) => Of(name, "boolean", NpgsqlDbType.Boolean, value);

    public static Column<T> Bytes<T>(string name, Func<T, byte[]> value) => Of(name, "bytea", NpgsqlDbType.Bytea, value);

    private static Column<T> Of<T, TValue>(string name, string type, NpgsqlDbType element, Func<T, TValue> value) => new(
        name,
        type,
        rows =>
        {
            var values = new TValue[rows.Count];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = value(rows[i]);
            }

            return new NpgsqlParameter<TValue[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | element };
        });
}
