using System.Text.Json.Nodes;

namespace LowCode.Definitions.Forms.Fields;

/// <summary>Values that are JSON lists of a limited length.</summary>
internal static class ListShape
{
    /// <summary>Reports a list that is too long or too short; an empty one is no value and never comes here.</summary>
    public static bool HasCount(int count, ValueReading reading, decimal? most, string tooMany, string tooFew)
    {
        if (count > most)
        {
            reading.Fail(tooMany, most, count);
            return false;
        }

        if (count < reading.Field.Limits.Min)
        {
            reading.Fail(tooFew, reading.Field.Limits.Min, count);
            return false;
        }

        return true;
    }

    public static void DescribeCount(JsonObject schema, decimal? least, decimal? most)
    {
        if (least is > 0)
        {
            // An empty list is no value, whatever a value must have.
            schema["anyOf"] = new JsonArray(new JsonObject { ["maxItems"] = 0 }, new JsonObject { ["minItems"] = (int)least });
        }

        if (most is { } count)
        {
            schema["maxItems"] = (int)count;
        }
    }
}
