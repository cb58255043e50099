using System.Net;
using System.Net.Sockets;

namespace LowCode.Tests.EndToEnd.Running;

/// <summary>A way to a host on which what the host says can be held back for a while, as on a slow network.</summary>
internal sealed class SlowNetwork : IAsyncDisposable
{
    private readonly Uri _host;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    // Done while all passes.
    private volatile TaskCompletionSource _open = new();
    private volatile TaskCompletionSource _answered = new();

    public SlowNetwork(HostProcess host)
    {
        _host = host.Address;
        _open.SetResult();
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new UriBuilder(_host) { Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri;

    /// <summary>From now on nothing of what the host says arrives.</summary>
    /// <returns>Done when the host has said something.</returns>
    public Task Hold()
    {
        _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return _answered.Task;
    }

    /// <summary>All arrives, in its order.</summary>
    public void Release() => _open.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(CarryAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task CarryAsync(TcpClient browser)
    {
        using (browser)
        {
            using var host = new TcpClient();
            try
            {
                await host.ConnectAsync(_host.Host, _host.Port, _stop.Token);
                var (near, far) = (browser.GetStream(), host.GetStream());
                await Task.WhenAny(near.CopyToAsync(far, _stop.Token), AnswerAsync(far, near));
            }
            catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException)
            {
                // Either side went: the other is told by the end of its connection.
            }
        }
    }

    private async Task AnswerAsync(NetworkStream host, NetworkStream browser)
    {
        var bytes = new byte[64 * 1024];
        while (await host.ReadAsync(bytes, _stop.Token) is > 0 and var count)
        {
            _answered.TrySetResult();
            await _open.Task.WaitAsync(_stop.Token);
            await browser.WriteAsync(bytes.AsMemory(0, count), _stop.Token);
        }
    }
}
