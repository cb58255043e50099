namespace LowCode.Feel.Problems;

/// <summary>Kinds of problems; each has its text under its own name in the resources.</summary>
public enum FeelProblemCode
{
    // Reading
    Expected,
    ExpectedEnd,
    UnclosedText,
    UnclosedComment,
    WrongNumber,
    WrongTemporal,
    TooDeep,
    TooLong,
    ExternalFunction,
    EntryTwice,

    // Names and types
    UnknownName,
    UnknownFunction,
    UnknownType,

    // Evaluating
    NotComparable,
    NotCalculable,
    NotNegatable,
    NotCondition,
    DividedByZero,
    BeyondRange,
    NoProperty,
    NoEntry,
    NotFunction,
    NotFilter,
    NotIterable,
    RangeOfMixed,
    RangeNotIterable,
    ArgumentCount,
    ArgumentMissing,
    ArgumentUnknown,
    ArgumentType,
    ArgumentValue,
    WrongPattern,
    WrongFlags,
    WrongReplacement,
    PatternTooSlow,
    ResultType,
    NotAllowedValue,
    FunctionFailed,
    FunctionBroken,

    // Limits
    StepLimit,
    DepthLimit,
    SizeLimit,
    TimeLimit,
    MemoryLimit,
}
