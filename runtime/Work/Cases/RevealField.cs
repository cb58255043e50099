using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
using LowCode.Work.Changes;
using LowCode.Work.People;
using LowCode.Work.Privacy;

namespace LowCode.Work.Cases;

/// <param name="Field">Key of a masked field; of a table all its rows.</param>
/// <param name="Reason">Why; stays in the case's history.</param>
/// <param name="TaskId">The task that it is looked at for; null: none.</param>
public sealed record RevealFieldCommand(string Number, string Field, string Reason, string? TaskId = null);

public sealed record RevealedField(string Field, JsonNode? Value);

/// <summary>Shows one masked value to somebody who may look at it. That they did is written down before they see it.</summary>
public sealed class RevealField(ICaseQueries cases, CasePrivacy privacy, IReveals reveals, ChangeFeed changes, TimeProvider time)
{
    private const int LongestReason = 500;

    public async Task<Result<RevealedField>> HandleAsync(Actor actor, RevealFieldCommand command, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (actor.IsPublic || await cases.FindByNumberAsync(actor.Tenant, command.Number, cancellation) is not { } record)
        {
            return Rejections.NotFound("case.not-found");
        }

        var masked = await privacy.OfAsync(actor, record.Row.CaseType, record.ReleaseRevision, also: null, cancellation);
        if (masked.Find(command.Field) is not { } field)
        {
            return Rejections.Invalid("privacy.not-masked", command.Field, string.Join(", ", masked.In(record.Data).Select(m => m.Key)));
        }

        if (!masked.MayReveal(command.Field))
        {
            return Rejections.Forbidden("privacy.forbidden", field.Label);
        }

        var reason = command.Reason?.Trim() ?? "";
        var length = reason.EnumerateRunes().Count();
        if (length is 0 or > LongestReason)
        {
            return Rejections.Invalid("privacy.reason", LongestReason, length);
        }

        var now = time.GetUtcNow();
        var reveal = new Reveal(Guid.CreateVersion7(now).ToString("N"), record.Row.CaseId, command.TaskId, field.Key, field.Label, reason, actor.Login, actor.Name, now);
        await reveals.AddAsync(actor.Tenant, reveal, cancellation);
        changes.Publish(new CaseChanged(actor.Tenant, record.Row.CaseId));
        return new RevealedField(field.Key, FieldValue.In(record.Data, field)?.DeepClone());
    }
}
