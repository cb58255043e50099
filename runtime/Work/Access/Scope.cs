namespace LowCode.Work.Access;

/// <summary>
/// What a program may do, spelled as Elsa spells permissions: verb and noun. A key holds some of them; whoever signed in is bound by roles
/// instead.
/// </summary>
public static class Scope
{
    public const string ReadCases = "read:cases";
    public const string WriteCases = "write:cases";

    /// <summary>Look at masked values, with a reason that is recorded.</summary>
    public const string RevealFields = "reveal:cases";

    /// <summary>Look at who was given sensitive values.</summary>
    public const string ReadDisclosures = "read:disclosures";

    public const string ReadTasks = "read:tasks";
    public const string WriteTasks = "write:tasks";
    public const string ReadStatistics = "read:statistics";
    public const string ReadAttachments = "read:attachments";
    public const string WriteAttachments = "write:attachments";

    /// <summary>Start processes.</summary>
    public const string RunWorkflows = "exec:workflow-definitions";

    public const string ReadInstances = "read:workflow-instances";

    /// <summary>Retry, skip, change a variable, move.</summary>
    public const string MendInstances = "write:workflow-instances";

    public const string CancelInstances = "cancel:workflow-instances";

    public const string DeleteInstances = "delete:workflow-instances";

    /// <summary>Tell processes that something happened, or that a task outside is done.</summary>
    public const string TriggerEvents = "trigger:event";

    /// <summary>Call endpoints of processes that ask who calls.</summary>
    public const string CallEndpoints = "call:endpoints";

    /// <summary>Judge documents by the published rule sets.</summary>
    public const string EvaluateRules = "exec:rules";

    public const string ReadReleases = "read:releases";
    public const string PublishReleases = "publish:releases";

    /// <summary>Look at workflow definitions and at what a designer is made of.</summary>
    public const string ReadDefinitions = "read:workflow-definitions";

    /// <summary>Save drafts of workflow definitions.</summary>
    public const string WriteDefinitions = "write:workflow-definitions";

    /// <summary>Keys, and hosts that processes may call.</summary>
    public const string ManageAccess = "manage:access";

    /// <summary>In the order in which they are shown.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        ReadCases, WriteCases, RevealFields, ReadDisclosures, ReadTasks, WriteTasks, ReadStatistics, ReadAttachments, WriteAttachments, RunWorkflows, ReadInstances, MendInstances,
        CancelInstances, DeleteInstances, TriggerEvents, CallEndpoints, EvaluateRules, ReadReleases, PublishReleases, ReadDefinitions, WriteDefinitions, ManageAccess,
    ];
}
