using System.Text.Json;
using System.Text.Unicode;
using LowCode.Definitions.Problems;

namespace LowCode.Definitions.Documents;

/// <summary>Opens a JSON document of ours: UTF-8, one object, with the format's name in <c>$format</c>.</summary>
internal static class Document
{
    private const string FormatMember = "$format";

    /// <param name="read">Reads the members and reports what is wrong; what it returns counts only where nothing was.</param>
    public static Parsed<T> Read<T>(ReadOnlyMemory<byte> utf8, string format, Func<ObjectReader, ProblemList, T?> read)
        where T : class
    {
        var problems = new ProblemList();
        using var document = Parse(utf8, problems);
        if (document is null)
        {
            return problems.Result<T>(null);
        }

        var root = ObjectReader.Of(document.RootElement, "", problems);
        if (root.IsMissing)
        {
            return problems.Result<T>(null);
        }

        var came = root.Text(FormatMember);
        if (came.Length > 0 && came != format)
        {
            problems.Add(JsonPointer.Append("", FormatMember), "document.wrong-format", format, came);
        }

        var value = read(root, problems);
        root.Finish();
        return problems.Result(value);
    }

    /// <summary>Null with a problem where the bytes are not JSON. A byte order mark, as some editors write it, is passed over.</summary>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> utf8, ProblemList problems)
    {
        if (utf8.Span.StartsWith("\uFEFF"u8))
        {
            utf8 = utf8[3..];
        }

        if (!Utf8.IsValid(utf8.Span))
        {
            problems.Add("", "document.not-utf8");
            return null;
        }

        try
        {
            var document = JsonDocument.Parse(utf8);
            if (HasReadableTexts(utf8.Span))
            {
                return document;
            }

            document.Dispose();
            problems.Add("", "document.broken-text");
        }
        catch (JsonException e)
        {
            problems.Add("", "document.not-json", e.LineNumber + 1, e.BytePositionInLine + 1);
        }

        return null;
    }

    /// <summary>False where an escape stands for half a character (<c>"\ud800"</c>): JSON's grammar allows it, no text can hold it.</summary>
    private static bool HasReadableTexts(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                {
                    reader.GetString();
                }
            }
        }
        catch (InvalidOperationException)
        {
            return false;
        }

        return true;
    }
}
