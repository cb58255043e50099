using System.Data.Common;
using LowCode.Work.Failpoints;

namespace LowCode.Storage.Databases;

/// <summary>What a write works with: a transaction, every statement prepared. A write must not keep it.</summary>
internal abstract class WriteSession
{
    /// <summary>Set by a write that decided to write nothing: all that it wrote is rolled back.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>Ends the write with an answer that wrote nothing.</summary>
    public T Refuse<T>(T answer)
    {
        IsRefused = true;
        return answer;
    }

    public void Accept() => IsRefused = false;

    /// <summary>Runs a statement; answers how many rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        Failpoint.Before(sql);
        var changed = Change(sql, values);
        Failpoint.After(sql);
        return changed;
    }

    /// <summary>First column of the first row; null where there is none.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        Failpoint.Before(sql);
        var value = Bind(sql, values).ExecuteScalar();
        Failpoint.After(sql);
        return value is DBNull ? null : value;
    }

    /// <summary>All rows.</summary>
    public List<T> Query<T>(string sql, Func<DbDataReader, T> map, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        Failpoint.Before(sql);
        var rows = new List<T>();
        using (var reader = Bind(sql, values).ExecuteReader())
        {
            while (reader.Read())
            {
                rows.Add(map(reader));
            }
        }

        Failpoint.After(sql);
        return rows;
    }

    protected virtual int Change(string sql, ReadOnlySpan<(string Name, object? Value)> values) => Bind(sql, values).ExecuteNonQuery();

    /// <summary>The command of a text with these values; the session owns it.</summary>
    protected abstract DbCommand Bind(string sql, ReadOnlySpan<(string Name, object? Value)> values);
}
