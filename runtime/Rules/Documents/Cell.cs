namespace LowCode.Rules.Documents;

/// <summary>The value of one field in one row. What it holds follows from the field's kind.</summary>
internal struct Cell
{
    /// <summary>The document did not name the field.</summary>
    public const int NotNamed = -2;

    /// <summary>The document holds null there.</summary>
    public const int Null = -1;

    /// <summary>Numbers times 10,000; dates as <c>yyyyMMdd</c> times 10,000; 10,000 and 0 for true and false.</summary>
    public long Number;

    /// <summary>Texts: where the bytes begin, in the source, or as its complement in the unescaped texts. Lists: the first element.</summary>
    public int Start;

    /// <summary>Texts: bytes. Lists: elements. Others: 0. Below 0: absent.</summary>
    public int Length;

    public readonly bool IsAbsent => Length < 0;
}
