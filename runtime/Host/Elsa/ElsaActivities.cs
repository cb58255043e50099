using LowCode.Definitions.Workflows;
using LowCode.Engine;
using LowCode.Engine.Activities;
using LowCode.Work.Drafts;

namespace LowCode.Host.Elsa;

/// <summary>Activities as a designer's palette takes them: those of the engine out of their one declaration, and published workflows.</summary>
internal static class ElsaActivities
{
    public static IEnumerable<object> All(ActivityCatalogue catalogue, IEnumerable<UsableWorkflow> workflows) =>
        catalogue.Descriptors.Select(Own).Append(NotFound()).Concat(workflows.Select(Used));

    private static object Own(ActivityDescriptor descriptor)
    {
        var (space, name) = (descriptor.Type[..descriptor.Type.LastIndexOf('.')], descriptor.Type[(descriptor.Type.LastIndexOf('.') + 1)..]);
        return new
        {
            typeName = descriptor.Type,
            @namespace = space,
            name,
            version = descriptor.Version,
            category = ElsaCategories.Of(descriptor),
            displayName = descriptor.DisplayName,
            description = descriptor.Description,
            inputs = descriptor.Inputs.Select(Input).ToArray(),
            outputs = descriptor.Outputs.Select((output, order) => Output(Pascal(output.Name), output.TypeName, output.DisplayName, output.Description, order, false)).ToArray(),
            kind = descriptor.Kind.ToString(),
            runAsynchronously = false,
            ports = Ports(descriptor).ToArray(),
            customProperties = new Dictionary<string, string>(),
            constructionProperties = new Dictionary<string, string>(),
            isContainer = descriptor.IsContainer,
            isBrowsable = descriptor.IsBrowsable,
            isStart = descriptor.IsStart,
            isTerminal = descriptor.IsTerminal,
        };
    }

    // A member that holds a list is drawn by the designer of its type, not as a port.
    private static IEnumerable<object> Ports(ActivityDescriptor descriptor) =>
        descriptor.Ports
            .Where(p => !descriptor.IsContainer && p != "branches")
            .Select(p => Port(Pascal(p), descriptor.PortName(p), "Embedded", isBrowsable: descriptor.Type != "Elsa.Workflow"))
            .Concat(descriptor.Outcomes
                .Where(o => o != "Done" || descriptor.Outcomes.Count > 1)
                .Select(o => Port(o, descriptor.OutcomeName(o).ToString(), "Flow")));

    private static object Port(string name, string displayName, string type, bool isBrowsable = true) => new { name, displayName, type, isBrowsable };

    private static object Input(InputDescriptor input, int order) => new
    {
        isWrapped = !input.IsPlain,
        uiHint = input.Editor.Hint,
        isReadOnly = false,
        isSensitive = input.IsSensitive,
        autoEvaluate = !input.IsEvaluatedOnDemand,
        uiSpecifications = Specifications(input),
        name = Pascal(input.Name),
        typeName = input.TypeName,
        displayName = input.DisplayName,
        description = input.Description,
        order,
        defaultValue = input.Default,
        defaultSyntax = input.DefaultSyntax,
        isBrowsable = true,
        isSerializable = true,
        isSynthetic = false,
    };

    private static object Output(string name, string typeName, string? displayName, string? description, int order, bool isSynthetic) =>
        new { name, typeName, displayName = displayName ?? name, description, order, isBrowsable = true, isSynthetic };

    private static Dictionary<string, object> Specifications(InputDescriptor input) => input switch
    {
        { Options.Count: > 0 } => new Dictionary<string, object>
        {
            [input.Editor.Hint] = new { selectList = new { items = input.Options.Select(o => new { text = input.OptionName(o), value = o }).ToArray() } },
        },
        { CodeLanguage: { } language } => new Dictionary<string, object> { ["code-editor"] = new { language } },
        _ => [],
    };

    /// <summary>What stands for an activity of a type that is not there.</summary>
    private static object NotFound() => new
    {
        typeName = "Elsa.NotFoundActivity",
        @namespace = "Elsa",
        name = "NotFoundActivity",
        version = 1,
        category = "System",
        displayName = Texts.ElsaNotFound,
        description = Texts.ElsaNotFoundDescription,
        inputs = Array.Empty<object>(),
        outputs = Array.Empty<object>(),
        kind = nameof(ActivityKind.Action),
        runAsynchronously = false,
        ports = Array.Empty<object>(),
        customProperties = new Dictionary<string, string>(),
        constructionProperties = new Dictionary<string, string>(),
        isContainer = false,
        isBrowsable = false,
        isStart = false,
        isTerminal = false,
    };

    /// <summary>A workflow that others use: an activity that is dropped names it and its version.</summary>
    private static object Used(UsableWorkflow workflow)
    {
        var definition = workflow.Definition;
        return new
        {
            typeName = workflow.TypeName,
            @namespace = "",
            name = workflow.TypeName,
            version = definition.Version,
            category = definition.Options.ActivityCategory ?? "Workflows",
            displayName = definition.Name,
            description = definition.Description,
            inputs = definition.Json.Items("inputs").Where(i => i.Text("name") is { Length: > 0 }).Select((input, order) => new
            {
                isWrapped = true,
                uiHint = input.Text("uiHint") ?? "singleline",
                isReadOnly = false,
                isSensitive = false,
                autoEvaluate = true,
                uiSpecifications = new Dictionary<string, object>(),
                name = input.Text("name"),
                typeName = input.Text("type") ?? "Object",
                displayName = input.Text("displayName") ?? input.Text("name"),
                description = input.Text("description"),
                category = input.Text("category"),
                order,
                isBrowsable = true,
                isSerializable = true,
                isSynthetic = true,
            }).ToArray(),
            outputs = definition.Outputs.Select((output, order) => Output(output.Name, output.TypeName, output.DisplayName, null, order, true)).ToArray(),
            kind = nameof(ActivityKind.Action),
            runAsynchronously = false,
            ports = definition.Outcomes.Select(o => Port(o, o, "Flow")).Prepend(Port("Root", "Root", "Embedded", isBrowsable: false)).ToArray(),
            customProperties = new Dictionary<string, string>
            {
                ["RootType"] = "WorkflowDefinitionActivity",
                ["WorkflowDefinitionId"] = definition.DefinitionId,
                ["WorkflowDefinitionVersionId"] = definition.Id,
            },
            constructionProperties = new Dictionary<string, object>
            {
                ["workflowDefinitionId"] = definition.DefinitionId,
                ["workflowDefinitionVersionId"] = definition.Id,
                ["version"] = definition.Version,
                ["latestAvailablePublishedVersion"] = definition.Version,
                ["latestAvailablePublishedVersionId"] = definition.Id,
            },
            isContainer = false,
            isBrowsable = true,
            isStart = false,
            isTerminal = false,
        };
    }

    private static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
