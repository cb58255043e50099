using LowCode.FormUi;

namespace LowCode.Host.Calls;

/// <summary>A process wanted to call a host inside the network that nobody allowed.</summary>
internal sealed class AddressRefusedException(string host) : Exception(Texts.CallRefused.With(host));
