namespace LowCode.Feel.Values;

/// <summary>The kinds of values that FEEL has.</summary>
public enum FeelKind
{
    Null,
    Boolean,
    Number,
    String,
    Date,
    Time,
    DateTime,

    /// <summary>Days, hours, minutes and seconds.</summary>
    DaysDuration,

    /// <summary>Years and months.</summary>
    YearsDuration,
    List,
    Context,
    Range,
    Function,
}
