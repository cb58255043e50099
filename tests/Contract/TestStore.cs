using Microsoft.Extensions.DependencyInjection;

namespace LowCode.Tests.Contract;

/// <summary>A store in the hands of a test: its ports, its rows, and a way to end and start it again.</summary>
public abstract class TestStore : IAsyncDisposable
{
    private ServiceProvider? _services;

    protected ServiceProvider Services => _services ??= Open();

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>First column of the first row; null where there is none.</summary>
    public abstract object? Scalar(string sql);

    /// <summary>How many rows a table has.</summary>
    public long Count(string table, string where = "1 = 1") =>
        Convert.ToInt64(Scalar($"SELECT COUNT(*) FROM {table} WHERE {where}"), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Ends the store and opens it again on the same data.</summary>
    public async Task ReopenAsync()
    {
        await Services.DisposeAsync();
        _services = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        Delete();
        GC.SuppressFinalize(this);
    }

    protected abstract ServiceProvider Open();

    protected abstract void Delete();
}
