namespace LowCode.Scripting;

/// <summary>What a script may use. Limits are checked between statements, not inside one native call.</summary>
/// <param name="Timeout">Wall time of one evaluation.</param>
/// <param name="Memory">Bytes allocated by one evaluation.</param>
/// <param name="RegexTimeout">Time of one match.</param>
/// <param name="ArraySize">Items of one array.</param>
/// <param name="TextLength">Characters of a script.</param>
public sealed record ScriptLimits(
    TimeSpan Timeout,
    int Statements,
    long Memory,
    int Recursion,
    TimeSpan RegexTimeout,
    uint ArraySize,
    int JsonDepth,
    int TextLength)
{
    /// <summary>For expressions and short scripts of a process.</summary>
    public static ScriptLimits Standard { get; } = new(
        Timeout: TimeSpan.FromSeconds(2),
        Statements: 500_000,
        Memory: 64_000_000,
        Recursion: 128,
        RegexTimeout: TimeSpan.FromMilliseconds(250),
        ArraySize: 1_000_000,
        JsonDepth: 128,
        TextLength: 200_000);
}
