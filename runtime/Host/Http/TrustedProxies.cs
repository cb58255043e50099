using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace LowCode.Host.Http;

/// <summary>
/// Behind a reverse proxy every request comes from the proxy. What it says of the browser is believed of named proxies alone, because
/// limits count by that address and anybody can write the header.
/// </summary>
public static class TrustedProxies
{
    public static IServiceCollection AddTrustedProxies(this IServiceCollection services, HostSettings settings) =>
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = settings.Proxies.Count == 0
                ? ForwardedHeaders.None
                : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            options.KnownIPNetworks.Clear();
            options.KnownProxies.Clear();
            foreach (var proxy in settings.Proxies)
            {
                options.KnownProxies.Add(IPAddress.Parse(proxy));
            }
        });
}
