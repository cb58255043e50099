using System.Diagnostics;
using System.Net.Http.Headers;
using LowCode.Storage;

namespace LowCode.Tests.Benchmarks.Http;

/// <summary>A started <see cref="HttpHost"/>; disposing ends it.</summary>
internal sealed class HttpProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _key;

    private HttpProcess(Process process, Uri address, string key)
    {
        _process = process;
        Address = address;
        _key = key;
    }

    public Uri Address { get; }

    /// <summary>Of all cores since its start.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static async Task<HttpProcess> StartAsync(StorageOptions options, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true };
        string[] args = [typeof(HttpProcess).Assembly.Location, HttpHost.Command, options.DataFolder, .. options.PostgresConnection is { } connection ? [connection] : Array.Empty<string>()];
        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync(cancellation);
        return line?.Split(' ') is [var address, var key]
            ? new HttpProcess(process, new Uri(address), key)
            : throw new InvalidOperationException($"Expected the host's address and key, but it said '{line}'.");
    }

    /// <param name="connections">As many at once, and no more.</param>
    public HttpClient Client(int connections)
    {
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = connections, UseCookies = false, UseProxy = false }) { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("ApiKey", _key);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
