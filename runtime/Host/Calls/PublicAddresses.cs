using System.Net;
using System.Net.Sockets;

namespace LowCode.Host.Calls;

/// <summary>
/// Addresses of the public internet. What the registries of IANA keep for other ends is not among them: loopback, private and link-local
/// networks, the metadata services of clouds, multicast, documentation, and IPv6 addresses that carry any IPv4 address.
/// </summary>
internal static class PublicAddresses
{
    private static readonly IPNetwork[] _special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24",
            "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",

            // The channel of Azure's machines to their host looks public.
            "168.63.129.16/32",

            // Within the public block of IPv6: protocol assignments with Teredo, documentation, 6to4.
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        }.Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork _publicV6 = IPNetwork.Parse("2000::/3");

    public static bool Contains(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return (plain.AddressFamily == AddressFamily.InterNetwork || _publicV6.Contains(plain)) && !_special.Any(n => n.Contains(plain));
    }
}
