using LowCode.Definitions.Prints;
using LowCode.Definitions.Texts;
using LowCode.FormUi;

namespace LowCode.Portal.Prints;

/// <summary>How things are printed of which no template was written.</summary>
internal static class PrintDefaults
{
    /// <summary>The template of the list of cases.</summary>
    public const string List = "list";

    /// <summary>Lists of records, by the searchable fields of their type: no template changes it.</summary>
    public static PrintTemplate Records { get; } = new("records", LocalizedText.Empty, PrintSubject.List, "<h1>{{print.title}}</h1><p>{{list.said}}</p>{{>cases}}")
    {
        Orientation = PrintOrientation.Landscape,
        Watermark = "{{print.by}} {{print.at}}",
    };

    public static PrintTemplate Of(PrintSubject subject, string id, LocalizedText title) => subject switch
    {
        PrintSubject.Case => new PrintTemplate(id, title, subject, $$$"""
            <h1>{{case.title}}</h1>
            <h2>{{{Texts.CaseSummary}}}</h2>
            <dl>
              <div class="field"><dt>{{{Texts.Number}}}</dt><dd>{{case.number}}</dd></div>
              <div class="field"><dt>{{{Texts.CaseStatus}}}</dt><dd>{{case.status}}</dd></div>
              {{#if case.class != null}}<div class="field"><dt>{{{Texts.Class}}}</dt><dd>{{case.class}}</dd></div>{{/if}}
              {{#if case.department != null}}<div class="field"><dt>{{{Texts.Department}}}</dt><dd>{{case.department}}</dd></div>{{/if}}
              <div class="field"><dt>{{{Texts.CreatedAt}}}</dt><dd>{{case.createdAt}}</dd></div>
              {{#if case.dueAt != null}}<div class="field"><dt>{{{Texts.Due}}}</dt><dd>{{case.dueAt}}</dd></div>{{/if}}
              {{#if case.closedAt != null}}<div class="field"><dt>{{{Texts.ClosedAt}}}</dt><dd>{{case.closedAt}}</dd></div>{{/if}}
            </dl>
            {{>fields}}
            <h2>{{{Texts.Timeline}}}</h2>
            {{>timeline}}
            """)
        {
            Watermark = "{{print.by}} {{print.at}}",
        },
        PrintSubject.Form => new PrintTemplate(id, title, subject, """
            <h1>{{print.title}}</h1>
            {{>fields}}
            """),
        _ => new PrintTemplate(List, title, subject, $$$"""
            <h1>{{print.title}}</h1>
            <p>{{#if list.shown < list.total}}{{{Texts.PrintShown.With("{{list.shown}}", "{{list.total}}")}}}{{else}}{{{Texts.PrintTotal.With("{{list.total}}")}}}{{/if}}</p>
            {{>cases}}
            """)
        {
            Orientation = PrintOrientation.Landscape,
            Watermark = "{{print.by}} {{print.at}}",
        },
    };
}
