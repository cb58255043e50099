using System.Text.Json;
using LowCode.Definitions.Texts;

namespace LowCode.Definitions.Documents;

/// <summary>Names of JSON's kinds of values for people: what was expected and what came.</summary>
internal static class JsonKind
{
    public static string Text => ProblemTexts.Of("kind.text");

    public static string Number => ProblemTexts.Of("kind.number");

    public static string Integer => ProblemTexts.Of("kind.integer");

    public static string Boolean => ProblemTexts.Of("kind.boolean");

    public static string List => ProblemTexts.Of("kind.list");

    public static string Object => ProblemTexts.Of("kind.object");

    public static string Time => ProblemTexts.Of("kind.time");

    public static string Of(JsonValueKind kind) => kind switch
    {
        JsonValueKind.String => Text,
        JsonValueKind.Number => Number,
        JsonValueKind.True or JsonValueKind.False => Boolean,
        JsonValueKind.Array => List,
        JsonValueKind.Object => Object,
        _ => ProblemTexts.Of("kind.null"),
    };
}
