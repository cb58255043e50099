using System.Text.Json.Nodes;
using LowCode.Definitions.Documents;

namespace LowCode.Definitions.Forms;

/// <summary>A list of attachment ids, each once. That they exist and belong to the one who submits them is the server's to check.</summary>
internal static class PhotoValue
{
    private const int MostByDefault = 9;

    public static int Most(FormField field) => (int)(field.Limits.Max ?? MostByDefault);

    public static void Check(FormField field, JsonNode value, string path, ProblemList problems)
    {
        if (value is not JsonArray photos)
        {
            RawValue.WrongType(field, JsonKind.List, value, path, problems);
            return;
        }

        if (photos.Count > Most(field))
        {
            problems.Add(path, "form.too-many-photos", field.Label, Most(field), photos.Count);
        }
        else if (photos.Count < field.Limits.Min)
        {
            problems.Add(path, "form.too-few-photos", field.Label, field.Limits.Min, photos.Count);
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, photo) in photos.Index())
        {
            if (string.IsNullOrWhiteSpace(RawValue.Text(photo)))
            {
                RawValue.WrongType(field, JsonKind.Text, photo, JsonPointer.Append(path, index), problems);
            }
            else if (!seen.Add(RawValue.Text(photo)!))
            {
                problems.Add(JsonPointer.Append(path, index), "form.photo-twice", field.Label);
            }
        }
    }
}
