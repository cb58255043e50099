namespace LowCode.Definitions.Forms.Searching;

/// <summary>What a column holds in which values of a searchable field are kept beside the data.</summary>
public enum SlotKind
{
    /// <summary>Texts and codes, in the order of their characters' numbers.</summary>
    Text,

    /// <summary>Exact decimals.</summary>
    Number,

    /// <summary>Days, times of day, and moments in UTC, as ISO 8601.</summary>
    Time,
}

/// <summary>What may be asked of a searchable field.</summary>
[Flags]
public enum SearchOperators
{
    None = 0,

    /// <summary>The same value.</summary>
    Equal = 1,

    /// <summary>One of some values.</summary>
    In = 1 << 1,

    /// <summary>At least, at most: both ends included.</summary>
    Range = 1 << 2,

    /// <summary>Begins so.</summary>
    Starts = 1 << 3,

    /// <summary>Holds it somewhere.</summary>
    Contains = 1 << 4,

    /// <summary>Has no value.</summary>
    Empty = 1 << 5,
}
