using System.Globalization;
using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
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

    /// <param name="problems">What is wrong with it already is not told twice.</param>
    public static IEnumerable<Problem> Check(FilledForm filled, IReadOnlyList<Problem> problems) =>
        from field in filled.Form.Fields
        where field.Type == FieldType.Signature
        let signature = FieldValue.In(filled.Data, field) as JsonObject
        where signature is not null && !JsonNode.DeepEquals(signature, FieldValue.In(filled.Current ?? [], field))
        let path = $"/{field.Key}"
        where !FilledForm.IsWrong(path, problems)
        let signedAt = (string)signature["signedAt"]!
        where DateTimeOffset.Parse(signedAt, CultureInfo.InvariantCulture) > filled.At + _clocks
        select new Problem($"{path}/signedAt", "form.signed-later", WorkTexts.Of("form.signed-later", field.Label, signedAt, filled.At.ToOffset(TimeSpan.Zero).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)));
}
