using Npgsql;

namespace LowCode.Storage.Batches;

/// <summary>A column of rows that travel as arrays, one array a column.</summary>
/// <param name="Type">As PostgreSQL spells it.</param>
/// <param name="Make">A parameter without values, for <paramref name="Fill"/>.</param>
/// <param name="Fill">Takes the column of some rows; null: takes none and keeps none.</param>
internal sealed record Column<T>(string Name, string Type, Func<NpgsqlParameter> Make, Action<NpgsqlParameter, IReadOnlyList<T>?> Fill);

internal static class Column
{
    public static Column<T> Text<T>(string name, Func<T, string?> value) => Of(name, "text", value);

    public static Column<T> Number<T>(string name, Func<T, long> value) => Of(name, "bigint", value);

    public static Column<T> Real<T>(string name, Func<T, double?> value) => Of(name, "double precision", value);

    public static Column<T> Flag<T>(string name, Func<T, bool> value) => Of(name, "boolean", value);

    public static Column<T> Bytes<T>(string name, Func<T, byte[]> value) => Of(name, "bytea", value);

    /// <summary>The driver knows the type by the array's: naming it costs a text each time.</summary>
    private static Column<T> Of<T, TValue>(string name, string type, Func<T, TValue> value) => new(
        name,
        type,
        () => new NpgsqlParameter<TValue[]>(),
        (parameter, rows) => ((NpgsqlParameter<TValue[]>)parameter).TypedValue = rows is null ? null : Values(rows, value));

    private static TValue[] Values<T, TValue>(IReadOnlyList<T> rows, Func<T, TValue> value)
    {
        var values = new TValue[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = value(rows[i]);
        }

        return values;
    }
}
