using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LowCode.Tests.Component.Calls;

/// <summary>A real server on this machine that counts who connects and answers as it is told.</summary>
internal sealed class Target : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;
    private readonly Func<int, string, string> _answer;
    private int _connections;
    private int _requests;

    /// <param name="answer">Number of the request from 1 and its head; gives a whole HTTP answer.</param>
    public Target(Func<int, string, string> answer)
    {
        _answer = answer;
        _listener = Socket.OSSupportsIPv6 ? TcpListener.Create(0) : new TcpListener(IPAddress.Any, 0);
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Connections => Volatile.Read(ref _connections);

    public int Requests => Volatile.Read(ref _requests);

    public static string Answer(int status, string headers = "", string body = "ok") =>
        $"HTTP/1.1 {status} X\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n{headers}\r\n{body}";

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Interlocked.Increment(ref _connections);
                var stream = client.GetStream();
                var buffer = new byte[64 * 1024];
                var head = new StringBuilder();
                while (!head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
                {
                    var read = await stream.ReadAsync(buffer, _stop.Token);
                    if (read == 0)
                    {
                        break;
                    }

                    head.Append(Encoding.UTF8.GetString(buffer, 0, read));
                }

                await stream.WriteAsync(Encoding.UTF8.GetBytes(_answer(Interlocked.Increment(ref _requests), head.ToString())), _stop.Token);
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or IOException || (stopped is InvalidOperationException && _stop.IsCancellationRequested))
        {
            // The test is over.
        }
    }
}
