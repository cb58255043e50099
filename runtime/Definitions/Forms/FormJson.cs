using System.Text.Json;
using LowCode.Definitions.Documents;
using LowCode.Definitions.Forms.Expressions;
using LowCode.Definitions.Problems;

namespace LowCode.Definitions.Forms;

/// <summary>
/// Forms as JSON. Shape: <c>formId</c>, <c>title</c>, <c>fields</c> (list; <c>type</c> in camel case), <c>sections</c> (<c>id</c>, <c>title</c>,
/// <c>fields</c>: keys), <c>pages</c> (<c>id</c>, <c>title</c>, <c>sections</c>: ids), <c>nodeRules</c> (step: field key: <c>read</c>, <c>write</c>,
/// <c>required</c> or <c>hidden</c>), <c>privacy</c> (<c>seenBy</c>, <c>revealedBy</c>: roles). Members that say nothing are left out.
/// </summary>
public static class FormJson
{
    /// <summary>A form, or every problem with its JSON pointer.</summary>
    public static Parsed<FormDefinition> Read(ReadOnlyMemory<byte> utf8) => Document.Read(utf8, FormDefinition.Format, (root, problems) =>
    {
        var form = new FormDefinition(
            root.Text("formId"),
            root.Localized("title"),
            root.List("fields", f => FieldJson.Read(f)),
            root.List("sections", ReadSection, isRequired: false),
            root.Map("nodeRules", (rules, path) => ReadRights(rules, path, problems)))
        {
            Pages = root.List("pages", p => new FormPage(p.Text("id"), p.Localized("title"), p.Texts("sections")) { Relevant = p.OptionalText("relevant") }, isRequired: false),
            Privacy = ReadPrivacy(root.OptionalObject("privacy")),
        };
        FormChecks.Check(form, problems);
        return problems.IsEmpty ? InheritedSensitivity.In(form) : form;
    });

    public static byte[] Write(FormDefinition form) => DocumentWriter.Write(FormDefinition.Format, json =>
    {
        json.WriteString("formId", form.FormId);
        json.WriteTexts("title", form.Title);
        json.WriteList("fields", form.Fields, field => FieldJson.Write(json, field));
        json.WriteList("sections", form.Sections, section =>
        {
            json.WriteString("id", section.Id);
            json.WriteTexts("title", section.Title);
            json.WriteWords("fields", section.FieldKeys);
            json.WriteText("relevant", section.Relevant);
            json.WriteNumber("columns", section.Columns);
        });
        if (form.Pages.Count > 0)
        {
            json.WriteList("pages", form.Pages, page =>
            {
                json.WriteString("id", page.Id);
                json.WriteTexts("title", page.Title);
                json.WriteWords("sections", page.SectionIds);
                json.WriteText("relevant", page.Relevant);
            });
        }

        if (form.Privacy.SeenBy.Count + form.Privacy.RevealedBy.Count > 0)
        {
            json.WriteStartObject("privacy");
            json.WriteWords("seenBy", form.Privacy.SeenBy);
            json.WriteWords("revealedBy", form.Privacy.RevealedBy);
            json.WriteEndObject();
        }

        json.WriteStartObject("nodeRules");
        foreach (var (step, rights) in form.NodeRules)
        {
            json.WriteMap(step, rights.ToDictionary(r => r.Key, r => EnumWords<FieldRight>.Of(r.Value)));
        }

        json.WriteEndObject();
    });

    private static FormSection ReadSection(ObjectReader section) =>
        new(section.Text("id"), section.Localized("title"), section.Texts("fields"))
        {
            Relevant = section.OptionalText("relevant"),
            Columns = section.OptionalInteger("columns"),
        };

    private static FormPrivacy ReadPrivacy(ObjectReader? privacy)
    {
        if (privacy is null)
        {
            return FormPrivacy.Strict;
        }

        var read = new FormPrivacy(privacy.Texts("seenBy", isRequired: false), privacy.Texts("revealedBy", isRequired: false));
        privacy.Finish();
        return read;
    }

    private static IReadOnlyDictionary<string, FieldRight> ReadRights(JsonElement rules, string path, ProblemList problems)
    {
        var rights = new Dictionary<string, FieldRight>(StringComparer.Ordinal);
        var step = ObjectReader.Of(rules, path, problems);
        foreach (var field in step.Names)
        {
            rights[field] = step.Word<FieldRight>(field);
        }

        return rights;
    }
}
