using System.Text.Json;
using LowCode.Definitions;
using LowCode.Work.Instances;

namespace LowCode.Work.WakeUps;

/// <summary>Effects that wait for the same thing, so that those which hang hold up no others.</summary>
/// <param name="Outside">Host or connector that is called; empty: the effect stays inside; null: left by a worker, of whatever tenant.</param>
internal readonly record struct EffectLane(TenantId? Tenant, string? Outside)
{
    /// <summary>Perhaps one of these ended the process.</summary>
    public bool IsOfLeft => Outside is null;

    public bool IsInside => Outside is "";

    public static EffectLane Of(OutboxItem item) => item.IsLeft ? new EffectLane(null, null) : new EffectLane(item.Tenant, OutsideOf(item));

    // What cannot be read, or is no address, is told so by its delivery.
    private static string OutsideOf(OutboxItem item)
    {
        try
        {
            return item.Kind switch
            {
                CalledHttp.Kind => HostOf(MessageResults.Read<CalledHttp>(item.Payload).Call.Url),
                CalledConnector.Kind => "connector/" + MessageResults.Read<CalledConnector>(item.Payload).Connector,
                _ => "",
            };
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidDataException)
        {
            return "";
        }
    }

    private static string HostOf(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) ? "host/" + uri.Authority : "host/";
}
