namespace LowCode.Portal.Session;

/// <summary>The network address of the browser behind this circuit or request; empty: unknown. Set once by <see cref="Routes"/>.</summary>
public sealed class ClientAddress
{
    public string Value { get; set; } = "";
}
