using LowCode.Work.Access;
using LowCode.Work.Calls;

namespace LowCode.Portal.Access;

public sealed record KeyList(IReadOnlyList<ApiKey> Keys);

public sealed record HostList(IReadOnlyList<OutboundHost> Hosts);
