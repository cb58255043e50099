using Npgsql;
using NpgsqlTypes;

namespace LowCode.Storage.Postgres;

/// <summary>Values as typed parameters. A null is a text: the only columns that statements of both databases leave empty are texts.</summary>
internal static class PostgresValues
{
    public static void Add(NpgsqlParameterCollection parameters, PositionalSql sql, ReadOnlySpan<(string Name, object? Value)> values)
    {
        foreach (var name in sql.Names)
        {
            parameters.Add(Of(Find(values, name)));
        }
    }

    private static object? Find(ReadOnlySpan<(string Name, object? Value)> values, string name)
    {
        foreach (var (known, value) in values)
        {
            if (known == name)
            {
                return value;
            }
        }

        throw new ArgumentException($"Expected a value of @{name}, but there is none.");
    }

    private static NpgsqlParameter Of(object? value) => value switch
    {
        null => new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
        string text => new NpgsqlParameter<string> { TypedValue = text, NpgsqlDbType = NpgsqlDbType.Text },
        long number => new NpgsqlParameter<long> { TypedValue = number, NpgsqlDbType = NpgsqlDbType.Bigint },
        int number => new NpgsqlParameter<long> { TypedValue = number, NpgsqlDbType = NpgsqlDbType.Bigint },
        bool flag => new NpgsqlParameter<bool> { TypedValue = flag, NpgsqlDbType = NpgsqlDbType.Boolean },
        byte[] bytes => new NpgsqlParameter<byte[]> { TypedValue = bytes, NpgsqlDbType = NpgsqlDbType.Bytea },
        IReadOnlyList<string> list => new NpgsqlParameter<string[]> { TypedValue = [.. list] },
        _ => throw new ArgumentException($"Expected a value that rows hold, but it is a {value.GetType()}."),
    };
}
