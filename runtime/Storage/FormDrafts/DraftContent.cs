using System.Text.Json.Nodes;
using LowCode.Definitions.Forms.Sessions;
using LowCode.Storage.Rows;

namespace LowCode.Storage.FormDrafts;

/// <summary>What was entered, as a column: <c>data</c> and <c>origins</c>.</summary>
internal static class DraftContent
{
    public static string Write(FormEntries entries)
    {
        var origins = new JsonObject();
        foreach (var (place, origin) in entries.Origins.OrderBy(o => o.Key, StringComparer.Ordinal))
        {
            origins[place] = origin;
        }

        return RowJson.Write(new JsonObject { ["data"] = entries.Data.DeepClone(), ["origins"] = origins });
    }

    public static FormEntries Read(string content)
    {
        var members = RowJson.ReadObject(content);
        return new FormEntries(
            members["data"]!.DeepClone().AsObject(),
            members["origins"]!.AsObject().ToDictionary(o => o.Key, o => o.Value!.GetValue<string>(), StringComparer.Ordinal));
    }
}
