namespace LowCode.Scripting;

/// <summary>Why a script gave no value.</summary>
/// <param name="Line">Counted from 1; 0 where the place is not known.</param>
/// <param name="Column">Counted from 1; 0 where the place is not known.</param>
public sealed record ScriptError(ScriptErrorKind Kind, string Message, int Line = 0, int Column = 0)
{
    public override string ToString() => Line > 0 ? $"{Message} (line {Line}, column {Column})" : Message;
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
