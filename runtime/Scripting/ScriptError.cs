namespace LowCode.Scripting;

/// <summary>Why a script gave no value.</summary>
/// <param name="Line">Counted from 1; 0 where the place is not known.</param>
/// <param name="Column">Counted from 1; 0 where the place is not known.</param>
public sealed record ScriptError(ScriptErrorKind Kind, string Message, int Line = 0, int Column = 0)
{
    /// <summary>The limit of <see cref="ScriptLimits"/> that was met; null: none, or one of the interpreter's own.</summary>
    public MetLimit? Limit { get; init; }

    /// <summary>What the script asked of its surroundings that is not possible; null: it failed by itself.</summary>
    public ScriptFault? Fault { get; init; }

    public override string ToString() => Line > 0 ? $"{Message} (line {Line}, column {Column})" : Message;
}

/// <summary>A reason that is told elsewhere, in the reader's language.</summary>
/// <param name="Code">Dotted lower case.</param>
/// <param name="Values">Plain data that the text tells.</param>
public sealed record ScriptFault(string Code, IReadOnlyList<object?> Values)
{
    public override string ToString() => string.Join(' ', [Code, .. Values]);
}

/// <param name="Most">What is allowed: a number, or seconds (<c>2 s</c>).</param>
/// <param name="Got">What there was; null: counting ended at the limit.</param>
public sealed record MetLimit(ScriptLimitKind Kind, string Most, string? Got = null);

/// <summary>Limits that a script can meet.</summary>
public enum ScriptLimitKind
{
    /// <summary>Characters of the script.</summary>
    TextLength,

    /// <summary>Time of one match of a regular expression.</summary>
    Regex,

    /// <summary>Time of the whole.</summary>
    Time,

    /// <summary>Statements run.</summary>
    Statements,

    /// <summary>Bytes made.</summary>
    Memory,

    /// <summary>Calls in each other.</summary>
    Recursion,
}

public enum ScriptErrorKind
{
    /// <summary>The text is no script.</summary>
    Syntax,

    /// <summary>The script threw.</summary>
    Thrown,

    /// <summary>A limit of <see cref="ScriptLimits"/> was reached.</summary>
    Limit,
}
