using LowCode.Connectors.Screening;
using LowCode.Connectors.Sdk;

namespace LowCode.Host;

/// <summary>The connectors that this server has: a line for each.</summary>
internal static class ServerConnectors
{
    public static IReadOnlyList<Connector> All { get; } =
    [
        Connector.Of(new ScreeningConnector()),
    ];
}
