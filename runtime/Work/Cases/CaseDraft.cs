using System.Text.Json.Nodes;
using LowCode.Definitions.CaseTypes;
using LowCode.Definitions.Forms;
using LowCode.Engine.Effects;
using LowCode.Engine.State;

namespace LowCode.Work.Cases;

/// <summary>A case while a burst changes it: the row as it will be, and the lines that the timeline gets.</summary>
internal sealed class CaseDraft
{
    private readonly CaseTypeDefinition _caseType;
    private readonly DateTimeOffset _at;
    private CaseRecord _record;

    private CaseDraft(CaseTypeDefinition caseType, CaseRecord record, DateTimeOffset at)
    {
        _caseType = caseType;
        _at = at;
        _record = record;
    }

    public CaseRecord Record => _record with { UpdatedAt = _at };

    public JsonObject Data => _record.Data;

    public List<CaseEventWrite> Lines { get; } = [];

    public bool IsChanged { get; private set; }

    /// <summary>A new case: the first status of its type, the data that was filled in, the line that says so; no number yet.</summary>
    public static CaseDraft Open(NewCase opening, CaseOpening by)
    {
        var at = by.At;
        var status = opening.CaseType.Statuses[0];
        var row = new CaseRow(
            opening.CaseId,
            Number: "",
            opening.CaseType.CaseTypeId,
            Title: "",
            status.Key,
            status.Phase,
            ClassCode: null,
            Department: null,
            Address: null,
            Channel: null,
            CreatedAt: at,
            opening.DueAt,
            ClosedAt: null,
            opening.Flags ?? []);
        var record = new CaseRecord(
            row,
            Data: [],
            by.InstanceId,
            ReporterName: null,
            ReporterPhone: null,
            Longitude: null,
            Latitude: null,
            opening.IsDueGiven,
            opening.Source,
            opening.SourceKey,
            ReportedClosedAt: null,
            UpdatedAt: at,
            RowVersion: 0,
            by.DefinitionHash,
            by.ReleaseRevision,
            opening.CountsInDurations);
        var draft = new CaseDraft(opening.CaseType, record, at);
        draft.SetData(opening.Data);
        draft.Add(new CaseEventWrite(
            at,
            CaseEventKinds.Opened,
            opening.Step,
            Actor: by.Actor,
            ActorName: by.ActorName,
            Data: draft.Data.DeepClone().AsObject(),
            FormHash: opening.FormHash.Value,
            ReportedAt: opening.ReportedAt,
            Flags: opening.Flags is { Count: > 0 } ? opening.Flags : null));
        return draft;
    }

    /// <summary>The data is copied, so that the committed record stays as it is until the burst is committed.</summary>
    public static CaseDraft Of(CaseTypeDefinition caseType, CaseRecord record, DateTimeOffset at) =>
        new(caseType, record with { Data = record.Data.DeepClone().AsObject() }, at);

    /// <summary>Sets fields; an empty value takes the field away. Columns follow.</summary>
    public void SetData(JsonObject changes)
    {
        foreach (var (key, value) in changes)
        {
            if (FieldValue.IsEmpty(value))
            {
                _record.Data.Remove(key);
            }
            else
            {
                _record.Data[key] = value!.DeepClone();
            }
        }

        _record = CaseColumns.Fill(_record, _caseType.Fields);
        IsChanged = true;
    }

    public void Add(CaseEventWrite line)
    {
        Lines.Add(line);
        IsChanged = true;
    }

    /// <summary>A case whose process stands still must not look like one that goes on.</summary>
    public void Note(Incident incident)
    {
        _record = _record with { Row = _record.Row with { Flags = [.. _record.Row.Flags.Union([CaseEventKinds.Incident])] } };
        Add(new CaseEventWrite(_at, CaseEventKinds.Incident, incident.ActivityId, Note: incident.InAllLanguages()));
    }

    public void Report(ReportedTimes reported)
    {
        _record = _record with
        {
            ReportedClosedAt = reported.ClosedAt ?? _record.ReportedClosedAt,
            CountsInDurations = _record.CountsInDurations && reported.CountsInDurations,
            Row = _record.Row with { Flags = [.. _record.Row.Flags.Union(reported.Flags ?? [])] },
        };
        IsChanged = true;
    }

    /// <summary>The process moves the case on.</summary>
    /// <exception cref="InvalidOperationException">The case type has no such status: publishing should have said so.</exception>
    public void Apply(Effect.UpdateCase update)
    {
        if (update.Data is { Count: > 0 } data)
        {
            SetData(data);
        }

        if (update.Due is { } due && !_record.DueGiven)
        {
            _record = _record with { Row = _record.Row with { DueAt = due } };
        }

        if (update.Status is { } key)
        {
            MoveTo(_caseType.Status(key)
                ?? throw new InvalidOperationException($"Expected a status of case type {_caseType.CaseTypeId}, but activity {update.ActivityId} says '{key}'."));
        }

        var isEnd = update.Status is not null && _record.Row.Phase != CasePhase.Open;
        Add(new CaseEventWrite(
            _at,
            isEnd ? CaseEventKinds.Closed : CaseEventKinds.Updated,
            Outcome: update.Status,
            Note: update.Note,
            Data: update.Data is { Count: > 0 } ? update.Data : null));
    }

    private void MoveTo(CaseStatus status) => _record = _record with
    {
        Row = _record.Row with
        {
            Status = status.Key,
            Phase = status.Phase,
            ClosedAt = status.Phase == CasePhase.Open ? null : _record.Row.ClosedAt ?? _at,
        },
    };
}
