using System.Globalization;
using System.Text.Json.Nodes;
using LowCode.Engine.Incidents;

namespace LowCode.Work.Instances;

/// <summary>What journals say of incidents, in words.</summary>
public static class JournalTexts
{
    /// <summary>What went wrong, in the language of the current UI culture; null: the entry is not about that.</summary>
    /// <param name="data">Of an entry: see <see cref="JournalJson"/>.</param>
    public static string? Of(JsonNode? data) =>
        data is JsonObject members
            ? IncidentReason.OfJson(members["reason"])?.TextIn(CultureInfo.CurrentUICulture) ?? (string?)members["message"]
            : null;

    /// <summary>Each entry with a reason gets <c>text</c> beside it.</summary>
    internal static JournalRow Told(JournalRow row)
    {
        foreach (var entry in row.Entries as JsonArray ?? [])
        {
            if (entry?["data"] is JsonObject data && data.ContainsKey("reason"))
            {
                data["text"] = Of(data);
            }
        }

        return row;
    }
}
