using LowCode.Definitions.Forms;

namespace LowCode.Definitions.FormImports.XlsForms;

/// <summary>Decides what becomes of a question: its field's type, and what of its type is lost.</summary>
internal sealed class XlsTypes(IReadOnlyDictionary<string, XlsChoiceList> lists, ImportLog log)
{
    // Looks that say nothing beyond what the field does anyway, or that became the field's type.
    private static readonly HashSet<string> _plain = new(
        "minimal|autocomplete|search|horizontal|horizontal-compact|vertical|compact|quick|quickcompact|likert|label|list-nolabel|columns|columns-pack|no-buttons|signature|multiline|field-list|placement-map|maps|numbers|url|no-collapse|w1|w2|w3|w4".Split('|'), StringComparer.Ordinal);

    public void Settle(XlsQuestion question)
    {
        var (type, row) = (question.Type, question.Row);
        var looks = row.Text("appearance").ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (type.Kind == XlsTypeKind.Unknown)
        {
            question.Field = FieldType.Text;
            log.Lose(FormLossKind.Type, question.Place, question.Name, type.Word, "unknown-type");
        }
        else if (type.List is { } list)
        {
            SettleChoices(question, list);
        }

        question.Field = question.Field switch
        {
            FieldType.Photo when looks.Contains("signature") && question.Table is null => FieldType.Signature,
            FieldType.Text when looks.Contains("multiline") => FieldType.LongText,
            FieldType.Text when type.Word == "hidden" && row.Text("calculation").Length > 0 => FieldType.Computed,
            FieldType.Number when type.Word == "range" && XlsRange.Read(row.Text("parameters")).IsWhole => FieldType.Integer,
            FieldType.Computed when row.Text("calculation") is var text && (text.Length == 0 || XlsNames.IsItself(text) || XlsNames.Once(text) is not null) => FieldType.Text,
            var field => field,
        };
        if (type.Word == "background-audio")
        {
            log.Lose(FormLossKind.Setting, question.Place, question.Name, type.Word, "background");
        }

        LoseLooks(question, looks);
    }

    private void SettleChoices(XlsQuestion question, string name)
    {
        if (question.Type.IsElsewhere || !lists.TryGetValue(name, out var list) || list.Options.Count == 0)
        {
            question.Field = FieldType.Text;
            log.Lose(FormLossKind.Choices, question.Place, question.Name, question.Type.Word, question.Type.IsElsewhere ? "choices-elsewhere" : "unknown-list", name, string.Join(", ", lists.Keys));
            return;
        }

        question.Choices = question.Type.HasOther ? XlsChoices.WithOther(list) : list;
    }

    private void LoseLooks(XlsQuestion question, string[] looks)
    {
        foreach (var look in looks.Where(l => !_plain.Contains(l)))
        {
            log.Lose(FormLossKind.Appearance, question.Place, question.Name, look, "appearance");
        }

        if (looks.Contains("signature") && question.Field == FieldType.Photo)
        {
            log.Lose(FormLossKind.Type, question.Place, question.Name, "signature", "signature-in-rows");
        }
    }
}

/// <summary>The parameters of a range: <c>start=1 end=10 step=0.5</c>.</summary>
internal sealed record XlsRange(decimal Start, decimal End, decimal Step)
{
    public bool IsWhole => decimal.IsInteger(Start) && decimal.IsInteger(End) && decimal.IsInteger(Step);

    public static XlsRange Read(string parameters)
    {
        var given = Parameters(parameters);
        return new XlsRange(Number("start", 0), Number("end", 10), Number("step", 1));

        decimal Number(string name, decimal otherwise) => given.TryGetValue(name, out var text) && FeelText.ReadNumber(text) is { } number ? number : otherwise;
    }

    public static Dictionary<string, string> Parameters(string text)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in text.Replace(" = ", "=", StringComparison.Ordinal).Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split('=', 2) is [var name, var value])
            {
                given.TryAdd(name.Trim().ToLowerInvariant(), value.Trim());
            }
        }

        return given;
    }
}
