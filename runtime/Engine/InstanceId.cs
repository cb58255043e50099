namespace LowCode.Engine;

/// <summary>Identifies a running or finished process within a tenant: 32 lower case hex digits (a version 7 UUID, so that ids sort by birth).</summary>
public readonly record struct InstanceId(string Value)
{
    public override string ToString() => Value;

    public static InstanceId New(DateTimeOffset at) => new(Guid.CreateVersion7(at).ToString("N"));
}
