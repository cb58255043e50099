using System.Text.Json.Nodes;
using LowCode.Definitions.Documents;

namespace LowCode.Definitions.Forms;

/// <summary><c>{"lon": number, "lat": number}</c>, degrees, and nothing else.</summary>
internal static class PositionValue
{
    public static void Check(FormField field, JsonNode value, string path, ProblemList problems)
    {
        if (value is not JsonObject position)
        {
            RawValue.WrongType(field, JsonKind.Object, value, path, problems);
            return;
        }

        CheckDegrees(field, position, "lon", 180, path, problems);
        CheckDegrees(field, position, "lat", 90, path, problems);
        foreach (var (name, _) in position.Where(m => m.Key is not ("lon" or "lat")))
        {
            problems.Add(JsonPointer.Append(path, name), "document.unknown-member", name, "lon, lat");
        }
    }

    private static void CheckDegrees(FormField field, JsonObject position, string name, int most, string path, ProblemList problems)
    {
        var at = JsonPointer.Append(path, name);
        if (RawValue.Number(position[name]) is not { } degrees)
        {
            RawValue.WrongType(field, JsonKind.Number, position[name], at, problems);
        }
        else if (Math.Abs(degrees) > most)
        {
            problems.Add(at, "form.position-out-of-range", field.Label, name, most, degrees);
        }
    }
}
