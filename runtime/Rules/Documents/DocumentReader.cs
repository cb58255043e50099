using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using LowCode.Definitions.Rules;

namespace LowCode.Rules.Documents;

/// <summary>
/// Reads a document's JSON into cells without allocating. What is wrong is reported with its place and reading goes on; only where the bytes
/// are no JSON it ends.
/// </summary>
internal sealed class DocumentReader(DocumentLayout layout)
{
    /// <summary>Lines of a document: every thread that judges keeps room for the largest that it saw.</summary>
    internal const int MostLines = 10_000;

    private const int MostOfName = 60;

    /// <summary>Of bits for the documents that are screened together.</summary>
    private const int FewWords = 4;

    private static readonly JsonReaderOptions _options = new() { MaxDepth = 16 };

    private readonly FieldKind[] _headerKinds = [.. layout.Schema.Fields.Select(f => f.Kind)];
    private readonly FieldKind[] _lineKinds = [.. layout.Schema.LineFields.Select(f => f.Kind)];
    private readonly int[] _requiredHeader = Required(layout.Schema.Fields);
    private readonly int[] _requiredLine = Required(layout.Schema.LineFields);

    /// <summary>False where something is wrong: see the buffer's problems.</summary>
    public bool Read(ReadOnlySpan<byte> utf8, DocumentBuffer buffer)
    {
        buffer.Clear(layout.HeaderCount);
        if (!Utf8.IsValid(utf8))
        {
            buffer.Add(DocumentProblem.Of("", "document.not-utf8"));
            return false;
        }

        var reader = new Utf8JsonReader(utf8, _options);
        try
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                ReadRoots(ref reader, buffer);
            }
            else
            {
                buffer.Add(WrongKind.Of("", "kind.object", ref reader, buffer));
                reader.Skip();
            }

            reader.Read();
        }
        catch (JsonException e)
        {
            buffer.Add(DocumentProblem.Of("", "document.not-json", e.LineNumber + 1, e.BytePositionInLine + 1));
        }
        catch (InvalidOperationException)
        {
            buffer.Add(DocumentProblem.Of("", "document.broken-text", reader.TokenStartIndex));
        }

        buffer.EndProblems();
        return buffer.Problems is null;
    }

    private void ReadRoots(ref Utf8JsonReader reader, DocumentBuffer buffer)
    {
        var expected = 0;
        var words = (layout.Parts.Count + 63) >> 6;
        var seen = words <= FewWords ? stackalloc ulong[FewWords] : new ulong[words];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var index = Find(layout.Roots, ref reader, ref expected);
            if (index == MemberTable.Unknown)
            {
                Unknown("", layout.Roots, ref reader, buffer);
                continue;
            }

            var part = layout.Parts[index];
            if (((seen[index >> 6] >> index) & 1) != 0)
            {
                buffer.Add(DocumentProblem.Of($"/{part.Name}", "document.twice", part.Name));
            }

            seen[index >> 6] |= 1UL << index;
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                ReadPart(ref reader, part, buffer);
            }
            else
            {
                buffer.Add(WrongKind.Of($"/{part.Name}", "kind.object", ref reader, buffer));
                reader.Skip();
            }
        }

        for (var i = 0; i < layout.Parts.Count; i++)
        {
            if (((seen[i >> 6] >> i) & 1) == 0)
            {
                buffer.Add(DocumentProblem.Of($"/{layout.Parts[i].Name}", "document.missing", layout.Parts[i].Name));
            }
        }

        foreach (var slot in _requiredHeader)
        {
            var name = layout.Schema.Fields[slot].Name;
            if (buffer.Cells[slot].IsAbsent && !IsReported(buffer, $"/{name.Replace('.', '/')}"))
            {
                buffer.Add(DocumentProblem.Of($"/{name.Replace('.', '/')}", "document.missing", name));
            }
        }
    }

    private void ReadPart(ref Utf8JsonReader reader, DocumentPart part, DocumentBuffer buffer)
    {
        var expected = 0;
        var lines = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var index = Find(part.Members, ref reader, ref expected);
            if (index == MemberTable.Unknown)
            {
                Unknown($"/{part.Name}", part.Members, ref reader, buffer);
            }
            else if (part.Slots[index] is var slot && slot != DocumentPart.Lines)
            {
                ReadValue(ref reader, _headerKinds[slot], slot, buffer, new Place(part, index));
            }
            else if (lines)
            {
                buffer.Add(DocumentProblem.Of($"/{part.Name}/{part.Members.Names[index]}", "document.twice", part.Members.Names[index]));
                reader.Read();
                reader.Skip();
            }
            else
            {
                lines = true;
                ReadLines(ref reader, part.LinesPath, buffer);
            }
        }

        if (!lines && part.Slots[^1] == DocumentPart.Lines)
        {
            buffer.Add(DocumentProblem.Of($"/{part.Name}/{part.Members.Names[^1]}", "document.missing", part.Members.Names[^1]));
        }
    }

    private void ReadLines(ref Utf8JsonReader reader, string path, DocumentBuffer buffer)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            buffer.Add(WrongKind.Of(path, "kind.list", ref reader, buffer));
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (buffer.LineCount == MostLines)
            {
                buffer.Add(DocumentProblem.Of(path, "document.too-many-lines", MostLines));
                reader.Skip();
                SkipRest(ref reader);
                return;
            }

            if (reader.TokenType != JsonTokenType.StartObject)
            {
                buffer.Add(WrongKind.Of($"{path}/{buffer.LineCount}", "kind.object", ref reader, buffer));
                reader.Skip();
            }
            else
            {
                ReadLine(ref reader, path, buffer);
            }

            buffer.LineCount++;
        }
    }

    private static void SkipRest(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            reader.Skip();
        }
    }

    private void ReadLine(ref Utf8JsonReader reader, string path, DocumentBuffer buffer)
    {
        var row = layout.Row(buffer.LineCount);
        buffer.AddRow(row, layout.LineCount);
        var expected = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var index = Find(layout.LineMembers, ref reader, ref expected);
            if (index == MemberTable.Unknown)
            {
                Unknown($"{path}/{buffer.LineCount}", layout.LineMembers, ref reader, buffer);
            }
            else
            {
                ReadValue(ref reader, _lineKinds[index], row + index, buffer, new Place(layout, path, buffer.LineCount, index));
            }
        }

        foreach (var slot in _requiredLine)
        {
            if (buffer.Cells[row + slot].IsAbsent && !IsReported(buffer, new Place(layout, path, buffer.LineCount, slot).Path))
            {
                buffer.Add(DocumentProblem.Of(new Place(layout, path, buffer.LineCount, slot).Path, "document.missing", layout.Schema.LineFields[slot].Name));
            }
        }
    }

    private static void ReadValue(ref Utf8JsonReader reader, FieldKind kind, int at, DocumentBuffer buffer, in Place place)
    {
        reader.Read();
        ref var cell = ref buffer.Cells[at];
        if (cell.Length != Cell.NotNamed)
        {
            buffer.Add(DocumentProblem.Of(place.Path, "document.twice", place.Name));
        }

        if (reader.TokenType == JsonTokenType.Null)
        {
            cell.Length = Cell.Null;
            return;
        }

        switch (kind)
        {
            case FieldKind.Text when reader.TokenType == JsonTokenType.String:
                ReadText(ref reader, ref cell, buffer);
                return;
            case FieldKind.Number when reader.TokenType == JsonTokenType.Number:
                cell.Length = 0;
                if (!ScaledNumber.TryRead(reader.ValueSpan, out cell.Number))
                {
                    buffer.Add(DocumentProblem.Of(place.Path, "document.number", RuleNumber.Places, RuleNumber.Limit, WrongKind.Quoted(Encoding.UTF8.GetString(reader.ValueSpan), buffer)));
                }

                return;
            case FieldKind.Date when reader.TokenType == JsonTokenType.String:
                cell.Length = 0;
                if (!ScaledNumber.TryReadDate(reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan, out cell.Number))
                {
                    buffer.Add(DocumentProblem.Of(place.Path, "document.date", WrongKind.Quoted(reader.GetString(), buffer)));
                }

                return;
            case FieldKind.Boolean when reader.TokenType is JsonTokenType.True or JsonTokenType.False:
                cell.Length = 0;
                cell.Number = reader.TokenType == JsonTokenType.True ? ScaledNumber.One : 0;
                return;
            case FieldKind.Texts when reader.TokenType == JsonTokenType.StartArray:
                ReadTexts(ref reader, ref cell, buffer, place);
                return;
            default:
                cell.Length = Cell.Null;
                buffer.Add(WrongKind.Of(place.Path, WrongKind.NameOf(kind), ref reader, buffer));
                reader.Skip();
                return;
        }
    }

    private static void ReadText(ref Utf8JsonReader reader, ref Cell cell, DocumentBuffer buffer)
    {
        if (reader.ValueIsEscaped)
        {
            buffer.Keep(ref cell, reader.CopyString(buffer.Unescaped(reader.ValueSpan.Length)));
            return;
        }

        // Behind the quote.
        cell.Start = (int)reader.TokenStartIndex + 1;
        cell.Length = reader.ValueSpan.Length;
    }

    private static void ReadTexts(ref Utf8JsonReader reader, ref Cell cell, DocumentBuffer buffer, in Place place)
    {
        cell.Start = buffer.ElementCount;
        cell.Length = 0;
        var index = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                var text = default(Cell);
                ReadText(ref reader, ref text, buffer);
                buffer.AddElement(text);
                cell.Length++;
            }
            else
            {
                buffer.Add(WrongKind.Of($"{place.Path}/{index}", "kind.text", ref reader, buffer));
                reader.Skip();
            }

            index++;
        }
    }

    private static int Find(MemberTable table, ref Utf8JsonReader reader, ref int expected) =>
        table.Find(reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan, ref expected);

    private static void Unknown(string path, MemberTable table, ref Utf8JsonReader reader, DocumentBuffer buffer)
    {
        var name = Clipped(reader.GetString()!);
        buffer.Add(DocumentProblem.Of($"{path}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}", "document.unknown", name, string.Join(", ", table.Names)));
        reader.Read();
        reader.Skip();
    }

    private static string Clipped(string name) => name.Length <= MostOfName ? name : name[..MostOfName] + "…";

    private static bool IsReported(DocumentBuffer buffer, string path) => buffer.Problems?.Exists(p => p.Path == path) == true;

    private static int[] Required(IReadOnlyList<DocumentField> fields) => [.. fields.Index().Where(f => f.Item.IsRequired).Select(f => f.Index)];
}
