using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Problems;
using LowCode.Definitions.Texts;
using LowCode.Work.Texts;

namespace LowCode.Work.Sheets;

/// <summary>What the columns of a dictionary's sheet are, by their names: those of the reader's language are written, those of all languages are read.</summary>
internal sealed partial class DictionaryColumns
{
    private static readonly Dictionary<string, string> _byName = new[] { LocalizedText.DefaultLanguage, "en" }
        .SelectMany(language => DictionarySheet.Members.Select(m => (Name: NameIn(m, CultureInfo.GetCultureInfo(language)), Member: m)))
        .Concat(DictionarySheet.Members.Select(m => (Name: m, Member: m)))
        .DistinctBy(n => n.Name)
        .ToDictionary(n => n.Name, n => n.Member, StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, int> _members = new(StringComparer.Ordinal);

    /// <summary>Where the labels of other languages stand.</summary>
    public List<(int Column, string Language)> Labels { get; } = [];

    public List<(int Column, DictionaryAttribute Attribute)> Attributes { get; } = [];

    public int? this[string member] => _members.TryGetValue(member, out var column) ? column : null;

    /// <summary>The name of a member's column in the reader's language.</summary>
    public static string NameOf(string member) => NameIn(member, CultureInfo.CurrentUICulture);

    public static string WordOf(AttributeType type) => JsonNamingPolicy.CamelCase.ConvertName(type.ToString());

    /// <summary>Whether cells of the column may be numbers, days and truth values of a workbook: codes and labels must be texts, or they lose their zeros.</summary>
    public static bool TakesValues(string name) =>
        _byName.GetValueOrDefault(name.Trim()) is "validFrom" or "validTo" or "retired" or "selectable"
        || (AttributeName().Match(name.Trim()) is { Success: true } match && TypeOf(match.Groups[2].Value) is not (null or AttributeType.Text or AttributeType.Department));

    /// <param name="known">Attributes that are declared already.</param>
    /// <param name="problems">Of the row of names.</param>
    public static DictionaryColumns Read(Sheet sheet, IReadOnlyList<DictionaryAttribute> known, List<Problem> problems)
    {
        var columns = new DictionaryColumns();
        for (var column = 0; column < sheet.Columns; column++)
        {
            columns.Take(sheet.Cell(0, column).Trim(), column, known, problems);
        }

        foreach (var member in new[] { "code", "label" }.Where(m => columns[m] is null))
        {
            problems.Add(Sheet.ProblemAt(0, sheet.Columns, "sheet.missing-column", NameOf(member)));
        }

        return columns;
    }

    private void Take(string name, int column, IReadOnlyList<DictionaryAttribute> known, List<Problem> problems)
    {
        var split = name.IndexOf(':', StringComparison.Ordinal);
        var (first, second) = split < 0 ? (name, "") : (name[..split].Trim(), name[(split + 1)..].Trim());
        var member = _byName.GetValueOrDefault(first);
        if (name.Length == 0)
        {
            // Empty columns behind the others are no mistake; what stands in them is told row by row.
            return;
        }

        var isTwice = member is not null && second.Length == 0
            ? !_members.TryAdd(member, column)
            : member == "label" ? TakeLabel(second, column, problems) : TakeAttribute(first, second, column, known, problems);
        if (isTwice)
        {
            problems.Add(Sheet.ProblemAt(0, column, "sheet.column-twice", name));
        }
    }

    private bool TakeLabel(string language, int column, List<Problem> problems)
    {
        if (!Language().IsMatch(language))
        {
            problems.Add(Sheet.ProblemAt(0, column, "sheet.language", language));
            return false;
        }

        Labels.Add((column, language));
        return language == LocalizedText.DefaultLanguage ? !_members.TryAdd("label", column) : Labels.Count(l => l.Language == language) > 1;
    }

    private bool TakeAttribute(string key, string type, int column, IReadOnlyList<DictionaryAttribute> known, List<Problem> problems)
    {
        var declared = known.FirstOrDefault(a => a.Key == key);
        if (declared is null && (!AttributeName().IsMatch($"{key}:{type}") || TypeOf(type) is null))
        {
            var expected = DictionarySheet.Members.Select(NameOf).Concat(known.Select(a => a.Key));
            problems.Add(Sheet.ProblemAt(0, column, "sheet.column", string.Join(", ", expected), TypeWords, type.Length > 0 ? $"{key}:{type}" : key));
            return false;
        }

        if (declared is not null && type.Length > 0 && TypeOf(type) != declared.Type)
        {
            problems.Add(Sheet.ProblemAt(0, column, "sheet.column-type", key, WordOf(declared.Type), type));
        }

        Attributes.Add((column, declared ?? new DictionaryAttribute(key, LocalizedText.Of(key, key), TypeOf(type)!.Value)));
        return Attributes.Count(a => a.Attribute.Key == key) > 1;
    }

    private static string TypeWords => string.Join(", ", Enum.GetValues<AttributeType>().Select(WordOf));

    private static AttributeType? TypeOf(string word) => Enum.GetValues<AttributeType>().Where(t => WordOf(t) == word).Cast<AttributeType?>().FirstOrDefault();

    private static string NameIn(string member, CultureInfo language) => WorkTexts.In(language, "dictionary.column." + member);

    [GeneratedRegex("^([a-z][A-Za-z0-9]{0,59}):([a-z]+)$")]
    private static partial Regex AttributeName();

    [GeneratedRegex("^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    private static partial Regex Language();
}
