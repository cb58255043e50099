using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LowCode.Definitions;
using LowCode.Work.People;
using LowCode.Work.Privacy;
using LowCode.Work.Releases;

namespace LowCode.Work.Cases;

/// <summary>What the public may know of a case whose number and reporter's phone it knows. Says the same for a wrong number and a wrong phone.</summary>
public sealed class LookUpCase(ICaseQueries cases, PublishedDefinitions definitions, CasePrivacy privacy)
{
    public async Task<Result<PublicCase>> HandleAsync(TenantId tenant, string number, string phone, CancellationToken cancellation)
    {
        var record = await cases.FindByNumberAsync(tenant, number.Trim(), cancellation);
        if (record?.ReporterPhone is not { Length: > 0 } known || !IsSame(known, phone))
        {
            return Rejections.NotFound("case.not-found");
        }

        var caseType = (await definitions.AtAsync(tenant, record.ReleaseRevision, cancellation)).CaseType(record.Row.CaseType);
        var masked = await privacy.OfAsync(Actor.Public(tenant), record.Row.CaseType, record.ReleaseRevision, also: null, cancellation);
        var lines = await cases.TimelineAsync(tenant, record.Row.CaseId, cancellation);
        var hidden = masked.HiddenOf(lines.Select(l => l.Data).OfType<JsonObject>().Prepend(record.Data));
        return new PublicCase(
            record.Row.Number,
            masked.Mask(f => f.Title, record.Row.Title) ?? "",
            caseType?.Status(record.Row.Status)?.Label.ToString() ?? record.Row.Status,
            record.Row.CreatedAt,
            record.Row.ClosedAt,
            [.. lines.Where(IsPublic).Select(l => new PublicCaseEvent(l.At, TimelineText.Of(l, caseType, hidden)))]);
    }

    /// <summary>Who did what inside the agency is not the public's business; how far the case is, is.</summary>
    private static bool IsPublic(CaseEventRecord line) =>
        line.Kind is CaseEventKinds.Opened or CaseEventKinds.Closed || (line.Kind == CaseEventKinds.Updated && line.Outcome is not null);

    /// <summary>A phone without digits tells nobody apart: nothing is the same as it.</summary>
    private static bool IsSame(string known, string given) =>
        Digits(known) is var digits
        && digits.Any(char.IsAsciiDigit)
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(digits), Encoding.UTF8.GetBytes(Digits(given)));

    /// <summary>People write one number with spaces, hyphens or neither, and with digits as wide as Chinese characters.</summary>
    private static string Digits(string phone)
    {
        // Half a character cannot be normalised; as runes it is a replacement character.
        var whole = string.Concat(phone.EnumerateRunes());
        return string.Concat(whole.Normalize(NormalizationForm.FormKC).Where(c => char.IsAsciiDigit(c) || c == '+'));
    }
}

public sealed record PublicCase(string Number, string Title, string StatusText, DateTimeOffset CreatedAt, DateTimeOffset? ClosedAt, IReadOnlyList<PublicCaseEvent> Timeline);

public sealed record PublicCaseEvent(DateTimeOffset At, string Text);
