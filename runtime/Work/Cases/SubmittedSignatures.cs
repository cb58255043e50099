using System.Globalization;
using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Forms.Sessions;
using LowCode.Definitions.Problems;
using LowCode.Work.Texts;

namespace LowCode.Work.Cases;

/// <summary>
/// The time of a signature is told by the device on which it was drawn, which may have been out of reach for days: it may be long ago, but not
/// later than it was submitted. Who submitted it and when stands in the case's history.
/// </summary>
internal static class SubmittedSignatures
{
    /// <summary>How far a device's clock may be ahead.</summary>
    private static readonly TimeSpan _clocks = TimeSpan.FromMinutes(5);

    public static IEnumerable<Problem> Check(FilledForm filled, CheckedSubmission accepted) =>
        from field in filled.Form.Fields
        where field.Type == FieldType.Signature && accepted.Takes(new FieldPlace(field.Key))
        let signature = filled.Data[field.Key] as JsonObject
        where signature is not null && !JsonNode.DeepEquals(signature, FieldValue.In(filled.Current ?? [], field))
        let at = TimeOf(signature)
        where at > filled.At + _clocks
        select new Problem($"/{field.Key}/signedAt", "form.signed-later", WorkTexts.Of("form.signed-later", field.Label, Spelled(at.Value), Spelled(filled.At)));

    /// <summary>Null: what is no time has been told already.</summary>
    private static DateTimeOffset? TimeOf(JsonObject signature) =>
        signature["signedAt"] is JsonValue value && value.TryGetValue(out string? text)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    private static string Spelled(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
