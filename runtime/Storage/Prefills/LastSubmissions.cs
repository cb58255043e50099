using LowCode.Definitions;
using LowCode.Storage.Databases;
using LowCode.Storage.Rows;
using LowCode.Work.Prefills;

namespace LowCode.Storage.Prefills;

/// <inheritdoc cref="ILastSubmissions"/>
internal sealed class LastSubmissions(IDatabase database) : ILastSubmissions
{
    public Task PutAsync(TenantId tenant, LastSubmission submission, CancellationToken cancellation) =>
        database.WriteAsync(
            tenant,
            session =>
            {
                session.Execute(
                    """
                    INSERT INTO last_submission (tenant_id, login, form_id, case_number, data, at) VALUES (@tenant, @login, @form, @number, @data, @at)
                    ON CONFLICT (tenant_id, login, form_id) DO UPDATE SET case_number = excluded.case_number, data = excluded.data, at = excluded.at
                    """,
                    ("tenant", tenant.Value),
                    ("login", submission.Login),
                    ("form", submission.FormId),
                    ("number", submission.CaseNumber),
                    ("data", RowJson.Write(submission.Data)),
                    ("at", submission.At.ToRow()));
            },
            cancellation);

    public async Task<LastSubmission?> FindAsync(TenantId tenant, string login, string formId, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        var rows = await session.QueryAsync(
            "SELECT case_number, data, at FROM last_submission WHERE tenant_id = @tenant AND login = @login AND form_id = @form",
            row => new LastSubmission(login, formId, row.GetString(0), RowJson.ReadObject(row.GetString(1)), RowTime.Read(row.GetString(2))),
            ("tenant", tenant.Value),
            ("login", login),
            ("form", formId));
        return rows is [var row, ..] ? row : null;
    }
}
