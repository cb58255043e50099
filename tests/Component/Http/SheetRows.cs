using System.Text;
using MiniExcelLibs;

namespace LowCode.Tests.Component.Http;

/// <summary>What a file of a table holds: two workbooks of the same rows differ in their bytes, because they say when they were made.</summary>
internal static class SheetRows
{
    public static string Of(byte[] file, string format) => format == "csv"
        ? Encoding.UTF8.GetString(file)
        : string.Join('\n', In(new MemoryStream(file), null));

    /// <param name="sheet">Null: the first.</param>
    public static IEnumerable<string> In(Stream workbook, string? sheet) =>
        workbook.Query(sheetName: sheet).Cast<IDictionary<string, object?>>().Select(r => string.Join('|', r.Values));
}
