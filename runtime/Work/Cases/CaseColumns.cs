using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.CaseTypes;
using LowCode.Definitions.Forms.Places;

namespace LowCode.Work.Cases;

/// <summary>The columns that lists, filters and statistics use, out of the form data as the case type says.</summary>
internal static class CaseColumns
{
    public static CaseRecord Fill(CaseRecord record, CaseFields fields)
    {
        var data = record.Data;
        var position = fields.Position is { } key && data[key] is JsonObject point ? Coordinates.Wgs84Of(point) : null;
        return record with
        {
            Row = record.Row with
            {
                Title = Text(data, fields.Title) ?? "",
                ClassCode = Text(data, fields.Class),
                Department = Text(data, fields.Department),
                Address = Text(data, fields.Address),
                Channel = Text(data, fields.Channel),
            },
            ReporterName = Text(data, fields.ReporterName),
            ReporterPhone = Text(data, fields.ReporterPhone),
            Longitude = position?.Lon,
            Latitude = position?.Lat,
        };
    }

    private static string? Text(JsonObject data, string? field) =>
        field is not null && data[field] is { } value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
