using System.Globalization;
using System.Net;
using LowCode.Engine.Effects;
using LowCode.Engine.Http;
using LowCode.Host.Calls;
using LowCode.Tests.Component.Work;
using LowCode.Work.Calls;
using LowCode.Work.People;
using Xunit;

namespace LowCode.Tests.Component.Calls;

/// <summary>Ways to make a process call what lies inside the network, with a real server that none of them may reach.</summary>
public sealed class PrivateAddressTests
{
    private static readonly Dictionary<string, string[]> _names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["loopback.test"] = ["127.0.0.1"],
        ["private.test"] = ["10.0.0.5"],
        ["mapped.test"] = ["::ffff:127.0.0.1"],
        ["mixed.test"] = ["93.184.215.14", "127.0.0.1"],
        ["local6.test"] = ["::1"],
        ["link.test"] = ["fe80::1"],
        ["nat64.test"] = ["64:ff9b::7f00:1"],
        ["metadata.test"] = ["169.254.169.254"],
        ["nothing.test"] = [],
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Addresses =>
    [
        // Loopback, in all notations that an address has.
        "http://127.0.0.1:PORT/", "http://127.1:PORT/", "http://127.0.1:PORT/", "http://127.255.255.254:PORT/", "http://2130706433:PORT/",
        "http://0x7f000001:PORT/", "http://0x7f.0.0.1:PORT/", "http://0x7F.0x0.0x0.0x1:PORT/", "http://0177.0.0.1:PORT/", "http://017700000001:PORT/",
        "http://127.0.0.1.:PORT/", "http://127\u30020\u30020\u30021:PORT/", "http://\uff11\uff12\uff17.0.0.1:PORT/",
        "http://\u2460\u2461\u2466.\u24ea.\u24ea.\u2460:PORT/", "http://0.0.0.0:PORT/", "http://0:PORT/",

        // Names.
        "http://localhost:PORT/", "http://LOCALHOST:PORT/", "http://localhost.:PORT/", "http://www.localhost:PORT/", "http://loopback.test:PORT/",
        "http://private.test:PORT/", "http://mapped.test:PORT/", "http://mixed.test:PORT/", "http://local6.test:PORT/", "http://link.test:PORT/",
        "http://nat64.test:PORT/", "http://metadata.test:PORT/", "http://nothing.test:PORT/", "http://example.com@127.0.0.1:PORT/",
        "http://example.com:80@localhost:PORT/", "https://localhost:PORT/",

        // IPv6, with IPv4 inside and without.
        "http://[::1]:PORT/", "http://[::]:PORT/", "http://[0:0:0:0:0:0:0:1]:PORT/", "http://[::ffff:127.0.0.1]:PORT/", "http://[::ffff:7f00:1]:PORT/",
        "http://[::ffff:10.0.0.1]:PORT/", "http://[::127.0.0.1]:PORT/", "http://[64:ff9b::7f00:1]:PORT/", "http://[64:ff9b:1::7f00:1]:PORT/",
        "http://[2002:7f00:1::]:PORT/", "http://[2001:0:7f00:1::1]:PORT/", "http://[fc00::1]:PORT/", "http://[fd00:ec2::254]:PORT/",
        "http://[fe80::1]:PORT/", "http://[fec0::1]:PORT/", "http://[ff02::1]:PORT/", "http://[100::1]:PORT/", "http://[2001:db8::1]:PORT/",

        // Networks, clouds, nowhere.
        "http://10.0.0.1:PORT/", "http://10.255.255.255:PORT/", "http://172.16.0.1:PORT/", "http://172.31.255.255:PORT/", "http://192.168.0.1:PORT/",
        "http://100.64.0.1:PORT/", "http://169.254.169.254/latest/meta-data/", "http://2852039166/", "http://0xA9FEA9FE/", "http://[::ffff:a9fe:a9fe]/",
        "http://100.100.100.200/", "http://168.63.129.16/", "http://192.0.0.192/", "http://198.18.0.1/", "http://224.0.0.1/", "http://255.255.255.255/",
    ];

    public static TheoryData<string> Redirects =>
    [
        "http://127.0.0.1:PORT/", "http://localhost:PORT/", "//[::1]:PORT/", "http://2130706433:PORT/", "http://0x7f.1:PORT/", "http://loopback.test:PORT/",
        "http://[::ffff:127.0.0.1]:PORT/", "https://127.0.0.1:PORT/", "http://169.254.169.254/",
    ];

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Address_inside_the_network_is_refused(string url)
    {
        await using var target = new Target((_, _) => Target.Answer(200));
        await using var work = await TestWork.EmptyAsync();
        using var sender = Sender(work);

        var answer = await CallAsync(sender, work, url, target.Port);

        Assert.IsType<HttpAnswer.NotConnected>(answer);
        Assert.Equal(0, target.Connections);
    }

    [Theory]
    [MemberData(nameof(Redirects))]
    public async Task Redirect_into_the_network_is_refused(string location)
    {
        await using var target = new Target((_, _) => Target.Answer(200));
        await using var door = new Target((_, _) => Target.Answer(302, $"Location: {WithPort(location, target.Port)}\r\n"));
        await using var work = await TestWork.EmptyAsync();
        await AllowAsync(work, $"127.0.0.1:{door.Port}");
        using var sender = Sender(work);

        var answer = await CallAsync(sender, work, "http://127.0.0.1:PORT/", door.Port);

        Assert.IsType<HttpAnswer.NotConnected>(answer);
        Assert.Equal((1, 0), (door.Connections, target.Connections));
    }

    [Fact]
    public async Task Name_that_points_elsewhere_a_moment_later_is_connected_to_where_it_was_looked_at()
    {
        await using var work = await TestWork.EmptyAsync();
        var looked = 0;
        var connected = new List<IPEndPoint>();
        var connections = new GuardedConnections(
            (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(looked++ == 0 ? "93.184.215.14" : "127.0.0.1")]),
            (address, _) =>
            {
                connected.Add(address);
                throw new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.ConnectionRefused);
            });
        using var sender = new HttpSender(work.Get<AllowedHosts>(), connections);

        await CallAsync(sender, work, "http://rebinding.test:PORT/", 8080);
        var second = await CallAsync(sender, work, "http://rebinding.test:PORT/", 8080);

        Assert.Equal([new IPEndPoint(IPAddress.Parse("93.184.215.14"), 8080)], connected);
        Assert.Contains("rebinding.test", Assert.IsType<HttpAnswer.NotConnected>(second).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1:PORT", "http://127.0.0.1:PORT/", true)]
    [InlineData("127.0.0.1", "http://127.0.0.1:PORT/", true)]
    [InlineData("0177.0.0.1", "http://127.1:PORT/", true)]
    [InlineData("127.0.0.1:1", "http://127.0.0.1:PORT/", false)]
    [InlineData("127.0.0.2", "http://127.0.0.1:PORT/", false)]
    public async Task Allowed_host_is_called_whatever_its_spelling_and_no_other(string allowed, string url, bool isReached)
    {
        await using var target = new Target((_, _) => Target.Answer(200));
        await using var work = await TestWork.EmptyAsync();
        await AllowAsync(work, WithPort(allowed, target.Port));
        using var sender = Sender(work);

        var answer = await CallAsync(sender, work, url, target.Port);

        Assert.Equal(isReached, answer is HttpAnswer.Answered { StatusCode: 200 });
        Assert.Equal(isReached ? 1 : 0, target.Connections);
    }

    [Fact]
    public async Task Host_that_one_tenant_may_call_is_refused_to_another()
    {
        await using var target = new Target((_, _) => Target.Answer(200));
        await using var work = await TestWork.EmptyAsync();
        await AllowAsync(work, "127.0.0.1");
        using var sender = Sender(work);
        await CallAsync(sender, work, "http://127.0.0.1:PORT/", target.Port);

        var call = new HttpCall("GET", $"http://127.0.0.1:{target.Port}/", new Dictionary<string, string>(), null, null);
        var answer = await sender.SendAsync(new("other"), call, "other/i/e", Cancellation);

        Assert.IsType<HttpAnswer.NotConnected>(answer);
        Assert.Equal(1, target.Connections);
    }

    private static HttpSender Sender(TestWork work) => new(work.Get<AllowedHosts>(), new GuardedConnections(
        (host, cancellation) => _names.TryGetValue(host, out var addresses)
            ? Task.FromResult<IPAddress[]>([.. addresses.Select(IPAddress.Parse)])
            : Dns.GetHostAddressesAsync(host, cancellation),
        async (address, cancellation) =>
        {
            var client = new System.Net.Sockets.TcpClient(address.AddressFamily);
            await client.ConnectAsync(address, cancellation);
            return client.GetStream();
        }));

    private static Task<HttpAnswer> CallAsync(HttpSender sender, TestWork work, string url, int port) => sender.SendAsync(
        work.Tenant, new HttpCall("GET", WithPort(url, port), new Dictionary<string, string>(), null, null), "demo/i/e", Cancellation);

    private static async Task AllowAsync(TestWork work, string host) =>
        Assert.True((await work.Get<AllowHost>().HandleAsync(Actor.System(work.Tenant), host, Cancellation)).IsAccepted);

    private static string WithPort(string text, int port) => text.Replace("PORT", port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
