namespace LowCode.Engine.State;

/// <summary>What kind of value follows in a snapshot. The numbers are stored: never change one, only add.</summary>
internal static class SnapshotTags
{
    public const byte Null = 0;
    public const byte False = 1;
    public const byte True = 2;
    public const byte Whole = 3;
    public const byte Double = 4;
    public const byte Decimal = 5;
    public const byte Text = 6;
    public const byte Time = 7;
    public const byte List = 8;
    public const byte Object = 9;
    public const byte Content = 10;
}
