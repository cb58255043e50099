using System.Text.Json.Nodes;
using LowCode.Definitions;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Releases;
using LowCode.Work.Releases;

namespace LowCode.Work.Cases;

/// <summary>A signature in a case, checked against what the case holds now.</summary>
/// <param name="Field">Key of the signature field.</param>
/// <param name="Label">Of the field, in the reader's language.</param>
/// <param name="IsUnchanged">All that it covers is as it was signed, what the signer saw masked too.</param>
/// <param name="Masked">Labels of what the signer saw masked.</param>
public sealed record CheckedSignature(string Field, string Label, bool IsUnchanged, IReadOnlyList<string> Masked)
{
    /// <summary>Each signature is checked by the version of the form that was signed.</summary>
    internal static async Task<IReadOnlyList<CheckedSignature>> AllAsync(
        PublishedDefinitions definitions, TenantId tenant, JsonObject data, IReadOnlyList<CaseEventRecord> lines, CancellationToken cancellation)
    {
        var signatures = new List<CheckedSignature>();
        foreach (var (key, value) in data)
        {
            if (value is JsonObject signed && signed.ContainsKey("hash") && lines.LastOrDefault(l => l.Data?.ContainsKey(key) is true)?.FormHash is { } hash
                && await definitions.FormAsync(tenant, new ContentHash(hash), cancellation) is var form && form.Field(key) is { Type: FieldType.Signature } field)
            {
                var masked = signed[SignedContent.Masked] as JsonObject ?? [];
                signatures.Add(new(key, field.Label.ToString(), SignedContent.Holds(form, field, signed, data), [.. masked.Select(m => form.Field(m.Key)?.Label.ToString() ?? m.Key)]));
            }
        }

        return signatures;
    }
}
