using System.Text.Json;

namespace LowCode.Definitions.Workflows;

/// <summary>
/// How much a definition may hold. What is read takes many times the bytes that were sent, so whoever sends little must not be able to make the
/// server hold much.
/// </summary>
internal static class DefinitionSize
{
    /// <summary>Activities, on whatever level.</summary>
    public const int MostActivities = 20_000;

    /// <summary>Objects, lists, texts, numbers, flags and nulls together.</summary>
    public const int MostValues = 1_000_000;

    /// <exception cref="JsonException">It is no JSON.</exception>
    public static bool HasTooManyValues(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = WorkflowReader.DeepestNesting });
        var values = 0;
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject or JsonTokenType.PropertyName) && ++values > MostValues)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Counts what stands in lists of activities, whether it is one or not, and activities that stand elsewhere.</summary>
    public static bool HasTooManyActivities(JsonElement document)
    {
        var open = new Stack<JsonElement>();
        open.Push(document);
        var activities = 0;
        while (open.TryPop(out var json))
        {
            switch (json.ValueKind)
            {
                case JsonValueKind.Array:
                    foreach (var item in json.EnumerateArray())
                    {
                        open.Push(item);
                    }

                    break;
                case JsonValueKind.Object:
                    activities += ActivityMembers.IsActivity(json) ? 1 : 0;
                    activities += json.Items("activities").Count(a => !ActivityMembers.IsActivity(a));
                    foreach (var member in json.EnumerateObject())
                    {
                        open.Push(member.Value);
                    }

                    break;
            }

            if (activities > MostActivities)
            {
                return true;
            }
        }

        return false;
    }
}
