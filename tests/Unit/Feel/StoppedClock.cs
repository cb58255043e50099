namespace LowCode.Tests.Unit.Feel;

/// <summary>No time passes.</summary>
internal sealed class StoppedClock : TimeProvider
{
    public static StoppedClock Instance { get; } = new();

    public override long GetTimestamp() => 0;
}
