using System.Runtime.InteropServices.JavaScript;
using LowCode.Tests.DmnTck;

namespace LowCode.Tests.FeelInBrowser;

/// <summary>What the page calls: it hands the files of the kit over one by one and asks for the verdicts.</summary>
public static partial class TckPage
{
    private static readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);

    /// <param name="path">Relative to the kit, with forward slashes.</param>
    [JSExport]
    public static void Add(string path, string content) => _files[path] = content;

    /// <summary>The verdict of each case, a line each.</summary>
    [JSExport]
    public static string Run() => string.Join('\n', TckLines.Of(TckKit.Read(_files)));
}
