using System.Text.RegularExpressions;
using LowCode.Definitions.FormImports.XlsForms;

namespace LowCode.Tests.Benchmarks.FormImports;

/// <summary>XLSForms as tables in texts: a line <c>| survey | | |</c> names a sheet, the lines behind it are its rows.</summary>
internal static partial class InlineForms
{
    /// <summary>Those of a program: its texts in triple quotes that begin with a table. Texts that a program composes are left out.</summary>
    public static IEnumerable<XlsWorkbook> Of(string program) =>
        Texts().Matches(program).Select(m => m.Groups[1].Value).Where(t => !t.Contains('{') || !Composed().IsMatch(t)).Select(Read).OfType<XlsWorkbook>().Where(XlsFormReader.Fits);

    private static XlsWorkbook? Read(string text)
    {
        var sheets = new Dictionary<string, IReadOnlyList<IReadOnlyList<string>>>(StringComparer.Ordinal);
        List<IReadOnlyList<string>>? rows = null;
        foreach (var line in text.Split('\n').Select(l => l.Trim()).Where(l => l.StartsWith('|')))
        {
            var cells = line.Trim('|').Length == 0 ? [] : Cells().Split(line[1..].TrimEnd().TrimEnd('|')).Select(c => c.Trim().Replace("\\|", "|", StringComparison.Ordinal)).ToList();
            if (cells.Count > 0 && cells[0].Length > 0)
            {
                rows = [];
                sheets.TryAdd(cells[0], rows);
            }
            else if (cells.Skip(1).Any(c => c.Length > 0 && !Rule().IsMatch(c)))
            {
                rows?.Add([.. cells.Skip(1)]);
            }
        }

        return sheets.Count == 0 ? null : new XlsWorkbook(sheets);
    }

    [GeneratedRegex("\"\"\"(\\s*\\|.*?)\"\"\"", RegexOptions.Singleline)]
    private static partial Regex Texts();

    // Placeholders of Python's formats, which only a program fills.
    [GeneratedRegex(@"(?<!\$)\{[A-Za-z_.\[\]0-9]*\}|\{\{")]
    private static partial Regex Composed();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Cells();

    [GeneratedRegex("^-+$")]
    private static partial Regex Rule();
}
