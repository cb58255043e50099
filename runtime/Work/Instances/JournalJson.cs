using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LowCode.Definitions.Values;
using LowCode.Engine.Journal;

namespace LowCode.Work.Instances;

/// <summary>
/// A burst's journal as its row holds it: an array of <c>kind</c>, <c>executionId</c>, <c>activityId</c>, <c>type</c>, <c>owner</c> and <c>by</c> (where
/// it runs, and whose end led to it), <c>data</c>, <c>inputs</c> and <c>outputs</c>.
/// </summary>
public static class JournalJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonEncodedText[] Kinds = [.. Enum.GetNames<JournalKind>().Select(k => JsonEncodedText.Encode(k))];

    private const int MostKept = 256 * 1024;

    /// <summary>Every burst writes a journal: its thread keeps the buffer for the next.</summary>
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    internal static string Write(IReadOnlyList<JournalEntry> entries)
    {
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(4096);
        buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartArray();
            foreach (var entry in entries)
            {
                json.WriteStartObject();
                json.WriteString("kind", Kinds[(int)entry.Kind]);
                WriteText(json, "executionId", entry.ActivityExecutionId);
                WriteText(json, "activityId", entry.ActivityId);
                WriteText(json, "type", entry.ActivityType);
                WriteText(json, "owner", entry.OwnerId);
                WriteText(json, "by", entry.ScheduledBy);
                if (entry.Noted is { } noted)
                {
                    WriteValues(json, "inputs", noted.Inputs);
                    WriteValues(json, "outputs", noted.Outputs);
                }

                if (entry.Data is not null)
                {
                    json.WritePropertyName("data");
                    entry.Data.WriteTo(json);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        var text = Encoding.UTF8.GetString(buffer.WrittenSpan);
        if (buffer.Capacity > MostKept)
        {
            _buffer = null;
        }

        return text;
    }

    /// <summary>What rows say of the way that an instance took.</summary>
    public static JournalSteps Steps(IEnumerable<string> rows)
    {
        var (completed, children) = (new List<string>(), new List<string>());
        foreach (var entries in rows)
        {
            using var json = JsonDocument.Parse(entries);
            foreach (var entry in json.RootElement.EnumerateArray())
            {
                var kind = entry.GetProperty("kind");
                if (kind.ValueEquals(nameof(JournalKind.ActivityCompleted)) && entry.TryGetProperty("activityId", out var activity))
                {
                    completed.Add(activity.GetString()!);
                }
                else if (kind.ValueEquals(nameof(JournalKind.ChildStarted)))
                {
                    children.Add(entry.GetProperty("data").GetProperty("instance").GetString()!);
                }
                else if (kind.ValueEquals(nameof(JournalKind.ChildDispatched)))
                {
                    children.AddRange(entry.GetProperty("data").GetProperty("instances").EnumerateArray().Select(c => c.GetString()!));
                }
            }
        }

        return new JournalSteps([.. completed.Distinct()], children);
    }

    private static void WriteValues(Utf8JsonWriter json, string name, IReadOnlyList<(string Name, object? Value)> values)
    {
        if (values.Count == 0)
        {
            return;
        }

        json.WriteStartObject(name);
        foreach (var (member, value) in values)
        {
            json.WritePropertyName(member);
            DataValue.Write(json, value);
        }

        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}

/// <param name="Completed">Ids of the activities that were completed, each once.</param>
/// <param name="Children">Ids of the instances that it started or had started, in order.</param>
public sealed record JournalSteps(IReadOnlyList<string> Completed, IReadOnlyList<string> Children);
