using Acornima.Ast;
using Jint;

namespace LowCode.Scripting;

/// <summary>A parsed script, ready to be evaluated many times and by several threads at once.</summary>
public sealed class PreparedScript
{
    internal PreparedScript(string text, in Prepared<Script> prepared)
    {
        Text = text;
        Prepared = prepared;
        Globals = [.. prepared.ReferencedGlobals ?? throw new InvalidOperationException("Expected the preparation to collect globals.")];

        // Only these reach Math; all other scripts are spared the replacement of its random numbers.
        MayUseRandom = Globals.Contains("Math") || text.Contains("this", StringComparison.OrdinalIgnoreCase);
    }

    public string Text { get; }

    /// <summary>Names that the script uses and does not declare; nothing else is brought into its world.</summary>
    public IReadOnlyList<string> Globals { get; }

    internal Prepared<Script> Prepared { get; }

    internal bool MayUseRandom { get; }
}
