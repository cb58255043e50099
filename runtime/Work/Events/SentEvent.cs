namespace LowCode.Work.Events;

/// <param name="Resumed">Instances that took it, now or when the same event was sent before.</param>
/// <param name="Started">Instances that it started.</param>
/// <param name="IsKept">Nobody waits for it yet; it waits for its bookmark.</param>
public sealed record SentEvent(int Resumed, int Started, bool IsKept);
