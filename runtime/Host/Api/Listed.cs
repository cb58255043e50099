namespace LowCode.Host.Api;

/// <summary>A whole list, of things that are few.</summary>
internal sealed record Listed<T>(IReadOnlyList<T> Items);
