using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
using LowCode.Work.People;

namespace LowCode.Work.Prefills;

/// <summary>Remembers what somebody submitted, of forms that fill in what was submitted last.</summary>
public sealed class KeepLastSubmission(ILastSubmissions last, TimeProvider time)
{
    internal async Task HandleAsync(Actor actor, FormDefinition form, string caseNumber, JsonObject data, CancellationToken cancellation)
    {
        var wanted = form.Fields.Where(f => f.Prefill is { Source: PrefillSource.LastSubmission }).Select(f => f.Prefill!.Member.Split('.')[0]).ToHashSet(StringComparer.Ordinal);
        if (wanted.Count == 0 || actor.IsPublic || actor.Login == Actor.SystemLogin)
        {
            return;
        }

        var kept = new JsonObject();
        foreach (var (key, value) in data.Where(d => wanted.Contains(d.Key) && !FieldValue.IsEmpty(d.Value)))
        {
            kept[key] = value!.DeepClone();
        }

        await last.PutAsync(actor.Tenant, new LastSubmission(actor.Login, form.FormId, caseNumber, kept, time.GetUtcNow()), cancellation);
    }
}
