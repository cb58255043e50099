using System.Net;
using System.Net.Sockets;

namespace LowCode.Host.Calls;

/// <summary>
/// Opens connections to public addresses alone. A name is resolved once and the connection goes to the address that was looked at, so a
/// name that points elsewhere a moment later changes nothing. A name of which any address is not public is refused as a whole.
/// </summary>
internal sealed class GuardedConnections(
    Func<string, CancellationToken, Task<IPAddress[]>> resolve, Func<IPEndPoint, CancellationToken, Task<Stream>> connect)
{
    public static GuardedConnections ToTheInternet { get; } = new(Dns.GetHostAddressesAsync, ConnectAsync);

    /// <exception cref="AddressRefusedException">The host is inside the network.</exception>
    public async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = await resolve(host, cancellation);
        if (addresses.Length == 0 || !addresses.All(PublicAddresses.Contains))
        {
            throw new AddressRefusedException(host);
        }

        SocketException? failure = null;
        foreach (var address in addresses)
        {
            try
            {
                return await connect(new IPEndPoint(address, port), cancellation);
            }
            catch (SocketException unreachable)
            {
                failure = unreachable;
            }
        }

        throw failure!;
    }

    private static async Task<Stream> ConnectAsync(IPEndPoint address, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
