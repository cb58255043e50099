using LowCode.Definitions.CaseTypes;
using LowCode.Definitions.Documents;
using LowCode.Definitions.Forms;

namespace LowCode.Definitions.Templates;

/// <summary>That a case type fits the process, forms and fields of its template.</summary>
internal sealed class CaseTypeInTemplate
{
    private readonly string _file;
    private readonly CaseTypeDefinition _caseType;
    private readonly TemplateContents _contents;
    private readonly ProblemList _problems;
    private readonly IReadOnlyList<FormDefinition> _forms;

    private CaseTypeInTemplate(InFile<CaseTypeDefinition> caseType, TemplateContents contents, ProblemList problems)
    {
        _file = caseType.File;
        _caseType = caseType.Value;
        _contents = contents;
        _problems = problems;
        _forms = [.. _caseType.Forms.Values.Distinct().Select(contents.Form).OfType<FormDefinition>()];
    }

    public static void Check(InFile<CaseTypeDefinition> caseType, TemplateContents contents, ProblemList problems)
    {
        var check = new CaseTypeInTemplate(caseType, contents, problems);
        check.CheckForms();
        check.CheckColumns();
        check.CheckSharedFields();
        if (contents.Workflow(check._caseType.Process) is { } workflow)
        {
            check.CheckSteps(workflow.Value);
            check.CheckProcess(workflow);
        }
        else
        {
            check.Add("/process", "template.unknown-process", check._caseType.Process, string.Join(", ", contents.Workflows.Select(w => w.Value.DefinitionId)));
        }
    }

    private void CheckForms()
    {
        foreach (var (step, formId) in _caseType.Forms.Where(f => _contents.Form(f.Value) is null))
        {
            Add(JsonPointer.Append("/forms", step), "template.unknown-form", formId, string.Join(", ", _contents.Forms.Select(f => f.Value.FormId)));
        }
    }

    private void CheckColumns()
    {
        var fields = _caseType.Fields;
        CheckColumn("title", fields.Title, FieldType.Text);
        CheckColumn("class", fields.Class, FieldType.Code);
        CheckColumn("department", fields.Department, FieldType.Department);
        CheckColumn("address", fields.Address, FieldType.Text);
        CheckColumn("position", fields.Position, FieldType.GeoPoint);
        CheckColumn("reporterName", fields.ReporterName, FieldType.Text);
        CheckColumn("reporterPhone", fields.ReporterPhone, FieldType.Phone, FieldType.Text);
        CheckColumn("channel", fields.Channel, FieldType.Choice);
    }

    private void CheckColumn(string column, string? key, params FieldType[] types)
    {
        if (key is null)
        {
            return;
        }

        var field = _forms.Select(f => f.Field(key)).FirstOrDefault(f => f is not null);
        if (field is null)
        {
            Add($"/fields/{column}", "template.column-without-field", key);
        }
        else if (!types.Contains(field.Type))
        {
            Add($"/fields/{column}", "template.column-of-other-type", key, string.Join(", ", types.Select(EnumWords<FieldType>.Of)), EnumWords<FieldType>.Of(field.Type));
        }
    }

    /// <summary>A case has one set of data: what two forms call by one key is one field.</summary>
    private void CheckSharedFields()
    {
        var known = new Dictionary<string, (FormField Field, string Form)>(StringComparer.Ordinal);
        foreach (var form in _forms)
        {
            foreach (var (index, field) in form.Fields.Index())
            {
                if (known.TryGetValue(field.Key, out var other) && (other.Field.Type, other.Field.Dictionary) != (field.Type, field.Dictionary))
                {
                    var file = _contents.Forms.First(f => f.Value == form).File;
                    _problems.Add($"{file}#/fields/{index}/type", "template.field-of-two-types", field.Key, EnumWords<FieldType>.Of(other.Field.Type), other.Form, EnumWords<FieldType>.Of(field.Type));
                }

                known.TryAdd(field.Key, (field, form.FormId));
            }
        }
    }

    private void CheckSteps(WorkflowOutline workflow)
    {
        foreach (var step in _caseType.Forms.Keys.Where(s => !IsStep(workflow, s)))
        {
            Add(JsonPointer.Append("/forms", step), "template.unknown-step", step, workflow.DefinitionId);
        }

        foreach (var (index, stage) in _caseType.Stages.Index())
        {
            foreach (var (s, step) in stage.Steps.Index().Where(s => !workflow.HasActivity(s.Item)))
            {
                Add($"/stages/{index}/steps/{s}", "template.unknown-step", step, workflow.DefinitionId);
            }
        }

        foreach (var (file, form) in _contents.Forms.Where(f => _forms.Contains(f.Value)))
        {
            foreach (var step in form.NodeRules.Keys.Where(s => !IsStep(workflow, s)))
            {
                _problems.Add(JsonPointer.Append($"{file}#/nodeRules", step), "template.unknown-step", step, workflow.DefinitionId);
            }
        }
    }

    private void CheckProcess(InFile<WorkflowOutline> workflow)
    {
        foreach (var activity in workflow.Value.Activities)
        {
            var path = $"{workflow.File}#{activity.Path}";
            if (activity.IsCaseUpdate && activity.Literal("status") is { } status && _caseType.Status(status) is null)
            {
                _problems.Add($"{path}/status", "template.unknown-status", status, string.Join(", ", _caseType.Statuses.Select(s => s.Key)));
            }
            else if (activity.IsUserTask)
            {
                CheckTask(activity, path);
            }
        }
    }

    private void CheckTask(OutlineActivity task, string path)
    {
        if (task.Literal("formId") is { } formId && _contents.Form(formId) is null)
        {
            _problems.Add($"{path}/formId", "template.unknown-form", formId, string.Join(", ", _contents.Forms.Select(f => f.Value.FormId)));
        }
        else if (!task.Json.TryGetProperty("formId", out _) && !_caseType.Forms.ContainsKey(task.Id))
        {
            _problems.Add(path, "template.task-without-form", task.Id, _caseType.CaseTypeId);
        }

        // Names with a dollar sign are what the server adds about the case (its class's limit, say).
        foreach (var (key, _) in task.TextMap("captures").Where(c => !c.Key.StartsWith('$') && _forms.All(f => f.Field(c.Key) is null)))
        {
            _problems.Add(JsonPointer.Append($"{path}/captures", key), "template.column-without-field", key);
        }
    }

    private bool IsStep(WorkflowOutline workflow, string step) =>
        step == _caseType.ReportStep || step == _caseType.PublicStep || workflow.HasActivity(step);

    private void Add(string pointer, string code, params object?[] values) => _problems.Add($"{_file}#{pointer}", code, values);
}
