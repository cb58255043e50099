using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Forms.Expressions;
using LowCode.Definitions.Forms.Sessions;
using LowCode.Definitions.Problems;
using LowCode.FormUi.Filling;
using LowCode.Tests.Unit.Forms.Generated;

namespace LowCode.Tests.FormsInBrowser;

/// <summary>What comes of a submission, in one line: code and path of each problem, then what the form computes.</summary>
internal static class FormVerdict
{
    private const string Step = "report";

    /// <summary>No form knows the member, so no screen shows it.</summary>
    private const string OfServersAlone = "form.unknown-member";

    /// <summary>As the server judges a submission that it received.</summary>
    public static string OfServer(FormDefinition form, JsonObject data)
    {
        var (problems, stored) = FormSubmission.Accept(form, Step, data, FormTrial.Lookups);
        if (problems.Count == 0)
        {
            return Line(problems, key => stored[key]);
        }

        var session = new FormSession(CompiledForm.Of(form), Opening(data)).Data();
        return Line(problems, key => session[key]);
    }

    /// <summary>As the components judge what somebody has entered.</summary>
    public static string OfComponents(FormDefinition form, JsonObject data)
    {
        var filling = new FormFilling(form, Opening(data), () => Task.CompletedTask);
        filling.Check(skipsRequired: false);
        return Line(filling.Listed, key => filling.StateOf(new FieldPlace(key)).Value);
    }

    /// <summary>How many problems stand above the form when somebody tries to submit it.</summary>
    /// <param name="lookups">What the place knows where the form is shown.</param>
    public static int Told(FormDefinition form, JsonObject data, FormLookups lookups)
    {
        var filling = new FormFilling(form, Opening(data, lookups), () => Task.CompletedTask);
        filling.Check(skipsRequired: false);
        return filling.Listed.Count;
    }

    private static FormOpening Opening(JsonObject data) => Opening(data, FormTrial.Lookups);

    private static FormOpening Opening(JsonObject data, FormLookups lookups) =>
        new(Step, lookups) { Entries = FormEntries.Of(data) };

    private static string Line(IReadOnlyList<Problem> problems, Func<string, JsonNode?> value) => string.Join(
        " | ",
        string.Join(", ", problems.Where(p => p.Code != OfServersAlone).Select(p => $"{p.Code} {p.Path}").Order(StringComparer.Ordinal)),
        string.Join(", ", FormTrial.Spell(new JsonObject(FormTrial.ComputedKeys.Select(key => KeyValuePair.Create(key, value(key)?.DeepClone()))))));
}
