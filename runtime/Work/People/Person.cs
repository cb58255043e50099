using LowCode.Definitions;
using LowCode.Definitions.Texts;

namespace LowCode.Work.People;

public sealed record Person(
    TenantId Tenant,
    string Login,
    LocalizedText Name,
    string? Department,
    IReadOnlyList<string> Roles,
    string? Language,
    bool IsEnabled,
    string SecurityStamp);

public sealed record Department(string Code, LocalizedText Name);

public sealed record Role(string Key, LocalizedText Name);
