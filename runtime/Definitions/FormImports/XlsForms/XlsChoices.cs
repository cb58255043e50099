using LowCode.Definitions.FormImports.XPath;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Texts;

namespace LowCode.Definitions.FormImports.XlsForms;

/// <summary>A list of choices.</summary>
/// <param name="Columns">Ours by theirs: what filters may ask beside name and label.</param>
internal sealed record XlsChoiceList(string Name, IReadOnlyList<FormOption> Options, XPathChoices ForExpressions, IReadOnlyDictionary<string, string> Columns);

/// <summary>Reads the lists of choices.</summary>
internal static class XlsChoices
{
    private static readonly HashSet<string> _own = new(["list_name", "name", "label", "image", "audio", "video", "big-image"], StringComparer.Ordinal);

    public static Dictionary<string, XlsChoiceList> Read(IEnumerable<XlsTable> tables, ImportLog log)
    {
        var rows = tables.SelectMany(t => t.Rows).Where(r => r.Text("list_name").Length > 0).ToList();
        var lists = rows.GroupBy(r => r.Text("list_name"), StringComparer.Ordinal).ToDictionary(g => g.Key, g => Spelled(g.Key, [.. g], log), StringComparer.Ordinal);

        // A filter compares a column with what another question chose: both must be spelled alike.
        var respelled = lists.Values.SelectMany(l => l).Where(c => c.Value != c.Name).DistinctBy(c => c.Name).ToDictionary(c => c.Name, c => c.Value, StringComparer.Ordinal);
        return lists.ToDictionary(l => l.Key, l => ListOf(l.Key, l.Value, respelled), StringComparer.Ordinal);
    }

    /// <summary>With one more choice: something else.</summary>
    public static XlsChoiceList WithOther(XlsChoiceList list) => list.ForExpressions.Values.ContainsKey("other")
        ? list
        : list with
        {
            Options = [.. list.Options, new FormOption("other", ProblemTexts.InEach("form-import.other"))],
            ForExpressions = list.ForExpressions with { Values = new Dictionary<string, string>(list.ForExpressions.Values) { ["other"] = "other" } },
        };

    private static List<Choice> Spelled(string list, List<XlsRow> rows, ImportLog log)
    {
        var (names, choices) = (new FormNames(), new List<Choice>());
        foreach (var row in rows)
        {
            var name = row.Text("name");
            if (name.Length == 0)
            {
                log.Lose(FormLossKind.Choices, $"choices {row.Place}", list, row.Text("label"), "choice-without-name");
            }
            else if (choices.Any(c => c.Name == name))
            {
                log.Lose(FormLossKind.Choices, $"choices {row.Place}", list, name, "choice-twice");
            }
            else
            {
                choices.Add(new Choice(name, names.Id(name), row));
                log.Rename($"choices {row.Place}", name, choices[^1].Value);
                if (row.Text("image").Length + row.Text("audio").Length + row.Text("video").Length > 0)
                {
                    log.Lose(FormLossKind.Media, $"choices {row.Place}", list, name, "media");
                }
            }
        }

        return choices;
    }

    private static XlsChoiceList ListOf(string name, List<Choice> choices, Dictionary<string, string> respelled)
    {
        var columns = new Dictionary<string, string>(StringComparer.Ordinal);
        var names = new FormNames();
        foreach (var column in choices.SelectMany(c => c.Row.Cells.Keys).Where(c => !_own.Contains(c.Name)).Select(c => c.Name).Distinct())
        {
            columns[column] = names.Key(column);
        }

        var options = choices.Select(c => new FormOption(c.Value, ImportTexts.Of(c.Row.Texts("label"), c.Name))
        {
            Attributes = c.Row.Cells.Where(cell => columns.ContainsKey(cell.Key.Name)).ToDictionary(cell => columns[cell.Key.Name], cell => respelled.GetValueOrDefault(cell.Value, cell.Value), StringComparer.Ordinal),
        }).ToList();
        var forExpressions = new XPathChoices(
            choices.ToDictionary(c => c.Name, c => c.Value, StringComparer.Ordinal), [.. options.Select(o => new KeyValuePair<string, string>(o.Value, o.Label.ByLanguage.Values.First()))]);
        return new XlsChoiceList(name, options, forExpressions, columns);
    }

    private sealed record Choice(string Name, string Value, XlsRow Row);
}
