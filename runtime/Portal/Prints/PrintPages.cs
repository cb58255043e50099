using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Prints;
using LowCode.Definitions.Texts;
using LowCode.FormUi;
using LowCode.Portal.Cases;
using LowCode.Portal.Layout;
using LowCode.Portal.Session;
using LowCode.Work;
using LowCode.Work.Attachments;
using LowCode.Work.Cases;
using LowCode.Work.People;
using LowCode.Work.Prints;
using LowCode.Work.Records;
using LowCode.Work.Releases;

namespace LowCode.Portal.Prints;

/// <summary>Prints a case, a list of cases, of records or an empty form by its template, for one person: what they may not see is masked as on their screen.</summary>
public sealed class PrintPages(
    ReadCases cases, ReadRecords records, PublishedDefinitions definitions, FormContexts contexts, IDirectory directory, ReadAttachment attachments, IPagePrinter printer, TimeProvider time)
{
    private const int MostPictures = 40;
    private const int MostRows = 500;
    private const int PageSize = 100;
    private const int MostBytesOfPictures = 8 * 1024 * 1024;

    /// <param name="orientation">Null: as the template says.</param>
    public Task<Result<byte[]>> CaseAsync(Actor actor, string number, PrintOrientation? orientation, CancellationToken cancellation) =>
        CaseAsync(actor, number, orientation, draft: null, cancellation);

    /// <summary>What a template that is not published would print: of the newest case, the newest cases, or the form.</summary>
    public async Task<Result<byte[]>> PreviewAsync(Actor actor, PrintTemplate draft, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return PrintRejections.Denied();
        }

        var read = PrintTemplateJson.Read(PrintTemplateJson.Write(draft));
        if (read.Value is null)
        {
            return PrintRejections.Unreadable(read.Problems);
        }

        switch (draft.Subject)
        {
            case PrintSubject.Form:
                return await FormAsync(actor, draft.TemplateId, orientation: null, draft, cancellation);
            case PrintSubject.List:
                return await ListAsync(actor, new CaseSearch(), orientation: null, draft, cancellation);
            default:
                var newest = await cases.SearchAsync(actor, new CaseSearch(), new PageRequest(0, PageSize), cancellation);
                return newest.Rows.FirstOrDefault(r => r.CaseType == draft.TemplateId) is { } shown
                    ? await CaseAsync(actor, shown.Number, orientation: null, draft, cancellation)
                    : new Rejection(RejectionKind.NotFound, "print.no-case", Texts.PrintPreviewNothing);
        }
    }

    private async Task<Result<byte[]>> CaseAsync(Actor actor, string number, PrintOrientation? orientation, PrintTemplate? draft, CancellationToken cancellation)
    {
        var found = await cases.GetAsync(actor, number, cancellation);
        if (!found.IsAccepted)
        {
            return found.Rejection;
        }

        var details = found.Value;
        var session = await SessionAsync(actor, cancellation);
        var release = await definitions.CurrentAsync(actor.Tenant, cancellation);
        var type = release.CaseType(details.Case.CaseType);
        var forms = await definitions.CaseFormsAsync(actor.Tenant, release, details.Case.CaseType, cancellation);
        var context = await contexts.ForAsync(session, cancellation);
        IReadOnlyList<FormField> fields = [.. forms.SelectMany(f => f.Fields)];
        var html = new PrintHtml(
            context,
            await PicturesAsync(actor, PrintHtml.PictureIds(fields, details.Data), cancellation),
            await FilesAsync(actor, PrintHtml.FileIds(fields, details.Data), cancellation),
            await PeopleAsync(context, fields, details.Data, cancellation),
            details.Masked.Select(m => m.Key).ToHashSet(StringComparer.Ordinal));
        var words = new CaseWords(release);
        var facts = FactsOf(session, details.Case.Title, new JsonObject { ["case"] = CaseFacts(details.Case, words, session) });
        var template = draft ?? release.PrintTemplate(details.Case.CaseType) ?? PrintDefaults.Of(PrintSubject.Case, details.Case.CaseType, type?.Name ?? LocalizedText.Empty);
        return await PrintAsync(Turned(template, orientation), $"{details.Case.Number} {details.Case.Title}", new PrintData(fields, details.Data, facts), html, session, Block, cancellation);

        string? Block(string name) => name switch
        {
            "fields" => string.Concat(CaseSections.Of(forms, details.Data).Select(s => $"<h2>{PrintHtml.Text(s.Title)}</h2><dl>{string.Concat(s.Fields.Select(f => html.Field(f, FieldValue.In(details.Data, f))))}</dl>")),
            "timeline" => PrintBlocks.Timeline(details.Timeline, session.Tenant.Zone),
            _ => null,
        };
    }

    public Task<Result<byte[]>> ListAsync(Actor actor, CaseSearch search, PrintOrientation? orientation, CancellationToken cancellation) =>
        ListAsync(actor, search, orientation, draft: null, cancellation);

    private async Task<Result<byte[]>> ListAsync(Actor actor, CaseSearch search, PrintOrientation? orientation, PrintTemplate? draft, CancellationToken cancellation)
    {
        var session = await SessionAsync(actor, cancellation);
        var release = await definitions.CurrentAsync(actor.Tenant, cancellation);
        var page = new List<CaseRow>();
        var found = await cases.SearchAsync(actor, search, new PageRequest(0, PageSize), cancellation);
        page.AddRange(found.Rows);
        for (var number = 1; page.Count < Math.Min(found.Total, MostRows) && found.Rows.Count > 0; number++)
        {
            found = await cases.SearchAsync(actor, search, new PageRequest(number, PageSize), cancellation);
            page.AddRange(found.Rows);
        }

        var words = new CaseWords(release);
        var facts = FactsOf(session, Texts.PrintList, new JsonObject { ["list"] = new JsonObject { ["shown"] = page.Count, ["total"] = found.Total } });
        var template = draft ?? release.PrintTemplate(PrintDefaults.List) ?? PrintDefaults.Of(PrintSubject.List, PrintDefaults.List, LocalizedText.Empty);
        var data = new PrintData([], [], facts);
        return await PrintAsync(Turned(template, orientation), Texts.PrintList, data, Nothing(session), session, name => name == "cases" ? PrintBlocks.Cases(page, words, session) : null, cancellation);
    }

    /// <summary>The records that a search finds, in its order, by their searchable fields; as the product prints it.</summary>
    public async Task<Result<byte[]>> RecordsAsync(Actor actor, RecordSearch search, PrintOrientation? orientation, CancellationToken cancellation)
    {
        var rows = new List<RecordRow>();
        RecordPage page;
        do
        {
            var found = await records.SearchAsync(actor, search, new PageRequest(rows.Count / PageSize, PageSize), cancellation);
            if (!found.IsAccepted)
            {
                return found.Rejection;
            }

            page = found.Value;
            rows.AddRange(page.Rows);
        }
        while (page.Rows.Count == PageSize && rows.Count < MostRows);

        var session = await SessionAsync(actor, cancellation);
        var context = await contexts.ForAsync(session, cancellation);
        var said = rows.Count < page.Count ? Texts.PrintShown.With(rows.Count, page.IsMore ? $"{page.Count}+" : page.Count) : Texts.PrintTotal.With(page.Count);
        var title = page.Type.Name.ToString();
        var facts = FactsOf(session, title, new JsonObject { ["list"] = new JsonObject { ["said"] = said } });
        var data = new PrintData([], [], facts);
        return await PrintAsync(
            Turned(PrintDefaults.Records, orientation), title, data, Nothing(session), session, name => name == "cases" ? PrintBlocks.Records(page.Type, rows, context, session) : null, cancellation);
    }

    /// <summary>An empty form, to be filled on paper.</summary>
    public Task<Result<byte[]>> FormAsync(Actor actor, string formId, PrintOrientation? orientation, CancellationToken cancellation) =>
        FormAsync(actor, formId, orientation, draft: null, cancellation);

    private async Task<Result<byte[]>> FormAsync(Actor actor, string formId, PrintOrientation? orientation, PrintTemplate? draft, CancellationToken cancellation)
    {
        var release = await definitions.CurrentAsync(actor.Tenant, cancellation);
        if (release.Form(formId) is not { } form)
        {
            return new Rejection(RejectionKind.NotFound, "print.no-form", Texts.PrintNoForm.With(formId));
        }

        var session = await SessionAsync(actor, cancellation);
        var template = draft ?? release.PrintTemplate(formId) ?? PrintDefaults.Of(PrintSubject.Form, formId, form.Title);
        var data = new PrintData(form.Fields, [], FactsOf(session, form.Title.ToString(), []));
        return await PrintAsync(Turned(template, orientation), form.Title.ToString(), data, Nothing(session), session, name => name == "fields" ? PrintBlocks.Empty(form) : null, cancellation);
    }

    private async Task<Result<byte[]>> PrintAsync(
        PrintTemplate template, string title, PrintData data, PrintHtml html, PortalSession session, Func<string, string?> block, CancellationToken cancellation)
    {
        var renderer = new PrintRenderer(data, html.Of, block, TimeZoneInfo.ConvertTime(time.GetUtcNow(), session.Tenant.Zone));
        if (renderer.Render(template.Body, cancellation) is not { } body)
        {
            return PrintRejections.TooLong();
        }

        var watermark = template.Watermark is { } written ? renderer.Render(written, cancellation) ?? "" : "";
        var printed = Texts.PrintedBy.With(session.Actor.Name, WallClock.Show(time.GetUtcNow(), session.Tenant.Zone));
        return await printer.PrintAsync(session.Tenant.Id, PrintDocument.Of(template, title, body, watermark, printed), cancellation);
    }

    private static PrintTemplate Turned(PrintTemplate template, PrintOrientation? orientation) => orientation is { } wanted ? template with { Orientation = wanted } : template;

    private static PrintHtml Nothing(PortalSession session) =>
        new(FormContext.Empty with { Zone = session.Tenant.Zone }, new Dictionary<string, string>(), new Dictionary<string, string>(), new Dictionary<string, string>(), new HashSet<string>());

    private async Task<PortalSession> SessionAsync(Actor actor, CancellationToken cancellation)
    {
        var tenant = await directory.TenantAsync(actor.Tenant, cancellation) ?? throw new InvalidOperationException($"Expected a tenant {actor.Tenant}, but there is none.");
        var departments = await directory.DepartmentsAsync(actor.Tenant, cancellation);
        return new PortalSession(actor, tenant, [.. departments.Select(d => new FormOption(d.Code, d.Name))]);
    }

    private Dictionary<string, JsonNode?> FactsOf(PortalSession session, string title, JsonObject more)
    {
        var facts = more.ToDictionary(m => m.Key, m => m.Value?.DeepClone(), StringComparer.Ordinal);
        facts["print"] = new JsonObject
        {
            ["title"] = title,
            ["tenant"] = session.Tenant.Name.ToString(),
            ["by"] = session.Actor.Name,
            ["at"] = WallClock.Show(time.GetUtcNow(), session.Tenant.Zone),
        };
        return facts;
    }

    private static JsonObject CaseFacts(CaseRow row, CaseWords words, PortalSession session) => new()
    {
        ["number"] = row.Number,
        ["title"] = row.Title,
        ["status"] = words.Status(row.CaseType, row.Status)?.Label.ToString() ?? row.Status,
        ["class"] = words.ClassPath(row.ClassCode),
        ["department"] = session.NameOf(row.Department),
        ["address"] = row.Address,
        ["createdAt"] = WallClock.Show(row.CreatedAt, session.Tenant.Zone),
        ["dueAt"] = row.DueAt is { } due ? WallClock.Show(due, session.Tenant.Zone) : null,
        ["closedAt"] = row.ClosedAt is { } closed ? WallClock.Show(closed, session.Tenant.Zone) : null,
    };

    // As many as a document can bear; the others are counted in words.
    private async Task<Dictionary<string, string>> PicturesAsync(Actor actor, IEnumerable<string> ids, CancellationToken cancellation)
    {
        var (pictures, bytes) = (new Dictionary<string, string>(StringComparer.Ordinal), 0L);
        foreach (var id in ids.Take(MostPictures))
        {
            var found = await attachments.SmallAsync(actor, id, cancellation);
            if (!found.IsAccepted || bytes > MostBytesOfPictures)
            {
                continue;
            }

            await using var content = found.Value.Content;
            using var copy = new MemoryStream();
            await content.CopyToAsync(copy, cancellation);
            bytes += copy.Length;
            pictures[id] = $"data:image/jpeg;base64,{Convert.ToBase64String(copy.ToArray())}";
        }

        return pictures;
    }

    private async Task<Dictionary<string, string>> FilesAsync(Actor actor, IEnumerable<string> ids, CancellationToken cancellation) =>
        (await attachments.DescribeAsync(actor, [.. ids], cancellation)).ToDictionary(a => a.AttachmentId, a => a.FileName, StringComparer.Ordinal);

    private static async Task<Dictionary<string, string>> PeopleAsync(FormContext context, IEnumerable<FormField> fields, JsonObject data, CancellationToken cancellation)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var login in PrintHtml.Logins(fields, data))
        {
            if (context.People is { } people && await people.NameOfAsync(login, cancellation) is { } name)
            {
                names[login] = name;
            }
        }

        return names;
    }
}
