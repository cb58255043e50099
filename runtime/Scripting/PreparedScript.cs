using System.Text.RegularExpressions;
using Acornima.Ast;
using Jint;

namespace LowCode.Scripting;

/// <summary>A parsed script, ready to be evaluated many times and by several threads at once.</summary>
public sealed partial class PreparedScript
{
    internal PreparedScript(string text, in Prepared<Script> prepared)
    {
        Text = text;
        Prepared = prepared;
        Globals = [.. prepared.ReferencedGlobals ?? throw new InvalidOperationException("Expected the preparation to collect globals.")];

        // Only these reach Math; all other scripts are spared the replacement of its random numbers.
        MayUseRandom = Globals.Contains("Math") || text.Contains("this", StringComparison.OrdinalIgnoreCase);
        Provided = [.. Globals.Union(MayUseRandom ? OfGlobalObject().Matches(text).Select(m => m.Groups[1].Value) : [])];
    }

    public string Text { get; }

    /// <summary>Names that the script uses and does not declare; only what it names is brought into its world.</summary>
    public IReadOnlyList<string> Globals { get; }

    /// <summary>Names that must be there: besides the globals what the script takes from the global object, by this or globalThis.</summary>
    public IReadOnlyList<string> Provided { get; }

    internal Prepared<Script> Prepared { get; }

    internal bool MayUseRandom { get; }

    // this.name, this?.name, this['name'], and the same of globalThis. No two gaps stand side by side: that would cost their square.
    [GeneratedRegex("""\b(?:this|globalThis)\s*(?:\?\.(?:\s*\[)?|\.|\[)\s*['"]?([\p{L}_$][\p{L}\p{N}_$]*)""")]
    private static partial Regex OfGlobalObject();
}
