using Microsoft.Extensions.Logging;

namespace LowCode.Host;

/// <summary>What the server writes into its log: what the product says, and of the frameworks below it what is wrong.</summary>
public static class HostLogging
{
    public static ILoggingBuilder AddHostFilters(this ILoggingBuilder logging) => logging
        .AddFilter("Microsoft", LogLevel.Warning)
        .AddFilter("Quartz", LogLevel.Warning)

        // A server that cannot start says so by itself.
        .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical)

        // The keys lie unencrypted, in a data folder that only its owner may enter.
        .AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
}
