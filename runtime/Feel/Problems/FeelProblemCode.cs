namespace LowCode.Feel.Problems;

/// <summary>Kinds of problems; each has its text under its own name in the resources.</summary>
public enum FeelProblemCode
{
    // Reading
    /// <summary>Something else should stand here.</summary>
    Expected,
    /// <summary>A full-width sign where FEEL has another.</summary>
    FullWidthSign,
    /// <summary>The expression ended before the text did.</summary>
    ExpectedEnd,
    /// <summary>A text without its last quote.</summary>
    UnclosedText,
    /// <summary>A comment without its end.</summary>
    UnclosedComment,
    /// <summary>Digits that are no number in the range.</summary>
    WrongNumber,
    /// <summary>A literal that is no date, time or duration.</summary>
    WrongTemporal,
    /// <summary>Nested too deep or too much work to read.</summary>
    TooDeep,
    /// <summary>Longer than the longest text that is read.</summary>
    TooLong,
    /// <summary>A function of another program.</summary>
    ExternalFunction,
    /// <summary>A key of a context a second time.</summary>
    EntryTwice,

    // Names and types
    /// <summary>No variable or function has that name.</summary>
    UnknownName,
    /// <summary>No function has that name.</summary>
    UnknownFunction,
    /// <summary>No type has that name.</summary>
    UnknownType,

    // Evaluating
    /// <summary>Values of kinds that cannot be compared.</summary>
    NotComparable,
    /// <summary>Values of one kind that has no order.</summary>
    NotOrdered,
    /// <summary>Values of kinds that the sign does not join.</summary>
    NotCalculable,
    /// <summary>Neither a number nor a duration.</summary>
    NotNegatable,
    /// <summary>Neither true nor false.</summary>
    NotCondition,
    /// <summary>A division by zero.</summary>
    DividedByZero,
    /// <summary>A result that no number, date or duration can be.</summary>
    BeyondRange,
    /// <summary>A value of that kind has no such property.</summary>
    NoProperty,
    /// <summary>A context without that entry.</summary>
    NoEntry,
    /// <summary>Something else was called.</summary>
    NotFunction,
    /// <summary>A filter that is neither a condition nor a position.</summary>
    NotFilter,
    /// <summary>Nothing to go over.</summary>
    NotIterable,
    /// <summary>A range between values of two kinds.</summary>
    RangeOfMixed,
    /// <summary>A range that has no next value.</summary>
    RangeNotIterable,
    /// <summary>Too few or too many arguments.</summary>
    ArgumentCount,
    /// <summary>An argument that must be there is not.</summary>
    ArgumentMissing,
    /// <summary>No parameter has that name.</summary>
    ArgumentUnknown,
    /// <summary>An argument of another kind.</summary>
    ArgumentType,
    /// <summary>An argument beyond what the function takes.</summary>
    ArgumentValue,
    /// <summary>A pattern that cannot be read.</summary>
    WrongPattern,
    /// <summary>A pattern that is too long, or that repeats too much in it.</summary>
    PatternTooLarge,
    /// <summary>Flags of a pattern that do not exist.</summary>
    WrongFlags,
    /// <summary>A replacement that cannot be read.</summary>
    WrongReplacement,
    /// <summary>A pattern that takes too long on a text.</summary>
    PatternTooSlow,
    /// <summary>A result of another type.</summary>
    ResultType,
    /// <summary>A value outside of those allowed.</summary>
    NotAllowedValue,
    /// <summary>An own function said why it has no result.</summary>
    FunctionFailed,
    /// <summary>An own function threw.</summary>
    FunctionBroken,

    // Limits
    /// <summary><c>FeelLimits.Steps</c> was met.</summary>
    StepLimit,
    /// <summary><c>FeelLimits.Depth</c> was met.</summary>
    DepthLimit,
    /// <summary><c>FeelLimits.Size</c> was met.</summary>
    SizeLimit,
    /// <summary><c>FeelLimits.Time</c> was met.</summary>
    TimeLimit,
    /// <summary><c>FeelLimits.Memory</c> was met.</summary>
    MemoryLimit,
}
