using System.Text.Json;

namespace LowCode.Definitions.Rules;

/// <summary>Stored tests by the day of their document.</summary>
internal static class DatedTests
{
    /// <summary>The set, whose tests about days before a day expect a rule under another id.</summary>
    public static RuleSetDefinition Renamed(RuleSetDefinition set, string id, string before, DateOnly day) => set with
    {
        Tests =
        [
            .. set.Tests.Select(t => t.Hits.Contains(id) && DayOf(t, set.Document.Date) < day
                ? t with { Hits = [.. t.Hits.Select(h => h == id ? before : h)] }
                : t),
        ],
    };

    /// <summary>Null: the document does not say it, or is none that can be read.</summary>
    private static DateOnly? DayOf(RuleTest test, string field)
    {
        try
        {
            using var document = JsonDocument.Parse(test.Document);
            var value = document.RootElement;
            foreach (var name in field.Split('.'))
            {
                if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(name, out value))
                {
                    return null;
                }
            }

            return value.ValueKind == JsonValueKind.String && RuleDate.TryRead(value.GetString()!, out var day) ? day : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
