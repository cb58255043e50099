namespace LowCode.Feel.Values;

/// <summary>The kinds of values that FEEL has.</summary>
public enum FeelKind
{
    /// <summary>No value.</summary>
    Null,
    /// <summary>True and false.</summary>
    Boolean,
    /// <summary>Decimal numbers.</summary>
    Number,
    /// <summary>Texts.</summary>
    String,
    /// <summary>Days of the calendar.</summary>
    Date,
    /// <summary>Times of day.</summary>
    Time,
    /// <summary>A day and a time of it.</summary>
    DateTime,

    /// <summary>Days, hours, minutes and seconds.</summary>
    DaysDuration,

    /// <summary>Years and months.</summary>
    YearsDuration,
    /// <summary>Values in an order.</summary>
    List,
    /// <summary>Values by names.</summary>
    Context,
    /// <summary>All values between two ends.</summary>
    Range,
    /// <summary>What can be called.</summary>
    Function,
}
