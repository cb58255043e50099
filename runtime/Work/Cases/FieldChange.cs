using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;

namespace LowCode.Work.Cases;

/// <summary>One field of a case that somebody, or its process, changed.</summary>
/// <param name="Seq">Of the line of the timeline that it belongs to.</param>
/// <param name="What">What was done, ready to show in the reader's language.</param>
/// <param name="ActorName">Null: the process did it.</param>
/// <param name="Field">As the version of the form has it that was filled.</param>
/// <param name="Old">Null: it had no value.</param>
/// <param name="New">Null: its value was taken away.</param>
/// <param name="IsMasked">Both are shown as the reader may see them.</param>
public sealed record FieldChange(int Seq, DateTimeOffset At, string What, string? ActorName, FormField Field, JsonNode? Old, JsonNode? New, bool IsMasked);
