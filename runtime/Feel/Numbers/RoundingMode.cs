namespace LowCode.Feel.Numbers;

/// <summary>Where a digit that must go takes its neighbour.</summary>
public enum RoundingMode
{
    /// <summary>To the nearest, a tie to the even neighbour: how every FEEL result is rounded to 34 digits.</summary>
    HalfEven,

    /// <summary>Away from zero.</summary>
    Up,

    /// <summary>Towards zero.</summary>
    Down,

    /// <summary>To the nearest, a tie away from zero.</summary>
    HalfUp,

    /// <summary>To the nearest, a tie towards zero.</summary>
    HalfDown,

    /// <summary>Towards negative infinity.</summary>
    Floor,

    /// <summary>Towards positive infinity.</summary>
    Ceiling,
}
