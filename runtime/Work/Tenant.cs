using LowCode.Definitions;
using LowCode.Definitions.Texts;

namespace LowCode.Work;

/// <param name="TimeZone">IANA name; times are UTC inside and shown in this zone.</param>
/// <param name="IsDemo">Data is made up; the screens say so.</param>
public sealed record Tenant(TenantId Id, LocalizedText Name, string TimeZone, bool IsDemo)
{
    /// <summary>UTC; as the store knows it.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    public TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
}
